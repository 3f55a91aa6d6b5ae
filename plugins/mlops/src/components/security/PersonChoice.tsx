import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { findPeople } from '../shared/findPeople';
import { SearchChoice } from '../shared/SearchChoice';

/** Lets through what is about one person, a group or a script. */
export function PersonChoice(props: {
  /** Entity ref, or `external:…`; empty: anybody. */
  person: string;
  onChange(person: string): void;
}) {
  const { person, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const catalog = useApi(catalogApiRef);
  return (
    <SearchChoice
      label={t('security.audit.person')}
      description={t('security.audit.personWhy')}
      placeholder={t('security.audit.anybody')}
      value={person === '' ? null : { id: person, label: person }}
      find={async search => {
        const found = await findPeople(catalog, search);
        // Scripts, and who has left, are in no catalog.
        const typed = /^[a-z]+:\S+$/.test(search) ? [search] : [];
        return [...new Set([...found, ...typed])].map(ref => ({
          id: ref,
          label: ref,
        }));
      }}
      onChange={choice => onChange(choice?.id ?? '')}
    />
  );
}
