import { ToggleButton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMe } from '../../hooks/useMe';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import { FilterMenu } from './FilterMenu';

/** Lets through what one person made, with a short way to one's own. */
export function PersonFilter(props: {
  label: string;
  /** Entity refs of those who are known to have made something. */
  people: readonly string[];
  /** Entity ref, or empty. */
  selected: string;
  onChange(entityRef: string): void;
}) {
  const { label, people, selected, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const myself = useMe()?.userEntityRef ?? '';
  const known = [...new Set([...people, myself, selected])]
    .filter(ref => ref !== '')
    .sort((a, b) => personName(a).localeCompare(personName(b)));
  return (
    <>
      <FilterMenu
        label={label}
        search={t('runs.filter.find')}
        mode="single"
        options={known.map(value => ({ value, label: personName(value) }))}
        selected={selected === '' ? [] : [selected]}
        onChange={([person]) => onChange(person ?? '')}
      />
      {myself !== '' && (
        <ToggleButton
          isSelected={selected === myself}
          onChange={mine => onChange(mine ? myself : '')}
        >
          {t('runs.filter.mine')}
        </ToggleButton>
      )}
    </>
  );
}
