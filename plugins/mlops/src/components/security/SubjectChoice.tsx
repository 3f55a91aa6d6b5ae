import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { roleReadPermission } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { SearchChoice, type Choice } from '../shared/SearchChoice';
import { readSubject, type ChosenSubject } from './auditFilter';

/** Of roles, and of project groups, offered at most. */
const OFFERED = 10;

/** Lets through what changed one role or project group. */
export function SubjectChoice(props: {
  /** As the address holds it: `role:dev`; empty: any. */
  subject: string;
  onChange(subject: string): void;
}) {
  const { subject, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const mayReadRoles = usePermitted(roleReadPermission);
  const choiceOf = ({ kind, name }: ChosenSubject): Choice => ({
    id: `${kind}:${name}`,
    label: name,
    description: t(`security.audit.kind.${kind}`),
  });
  const chosen = readSubject(subject);
  return (
    <SearchChoice
      label={t('security.audit.object')}
      description={t('security.audit.objectWhy')}
      placeholder={t('security.audit.anything')}
      value={chosen ? choiceOf(chosen) : null}
      find={async (search, signal) => {
        const query = { limit: OFFERED, ...(search && { search }) };
        const [roles, projects] = await Promise.all([
          mayReadRoles ? api.listRoles({ query, signal }) : { items: [] },
          api.listProjects({ query, signal }),
        ]);
        return [
          ...roles.items.map(({ name }) => choiceOf({ kind: 'role', name })),
          ...projects.items.map(({ name }) =>
            choiceOf({ kind: 'project', name }),
          ),
        ];
      }}
      onChange={choice => onChange(choice?.id ?? '')}
    />
  );
}
