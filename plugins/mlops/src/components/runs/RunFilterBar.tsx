import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, SearchField, ToggleButton } from '@backstage/ui';
import { STATUSES, TRIGGERS } from '@mlops/plugin-mlops-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useMe } from '../../hooks/useMe';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import { useStatusWord } from '../shared/useStatusWord';
import { FilterMenu } from './FilterMenu';
import { isFiltered, PERIODS, type RunFilters } from './runFilters';
import styles from './RunsTable.module.css';

/** Milliseconds without a key before a name is searched for. */
const TYPING = 250;

const NONE: RunFilters = {
  status: [],
  project: [],
  trigger: [],
  name: '',
  createdBy: '',
  period: null,
};

/** The filters of a list of runs as chips. */
export function RunFilterBar(props: {
  filters: RunFilters;
  onChange(part: Partial<RunFilters>): void;
  /** On a pipeline's own page, project and name say nothing. */
  ofOnePipeline: boolean;
}) {
  const { filters, onChange, ofOnePipeline } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const me = useMe();
  const myself = me?.userEntityRef ?? '';

  return (
    <div className={styles.filters} role="group" aria-label={t('runs.filters')}>
      {!ofOnePipeline && (
        <NameFilter
          value={filters.name}
          onChange={name => onChange({ name })}
        />
      )}
      <FilterMenu
        label={t('runs.filter.state')}
        mode="multiple"
        options={STATUSES.map(value => ({ value, label: wordOf(value) }))}
        selected={filters.status}
        onChange={status => onChange({ status })}
      />
      {!ofOnePipeline && (
        <ProjectFilter
          selected={filters.project}
          onChange={project => onChange({ project })}
        />
      )}
      <FilterMenu
        label={t('runs.filter.trigger')}
        mode="multiple"
        options={TRIGGERS.map(value => ({
          value,
          label: t(`run.trigger.${value}`),
        }))}
        selected={filters.trigger}
        onChange={trigger => onChange({ trigger })}
      />
      <FilterMenu
        label={t('runs.filter.period')}
        mode="single"
        options={PERIODS.map(value => ({
          value,
          label: t(`runs.period.${value}`),
        }))}
        selected={filters.period === null ? [] : [filters.period]}
        onChange={([period]) => onChange({ period: period ?? null })}
      />
      {myself !== '' && (
        <ToggleButton
          isSelected={filters.createdBy === myself}
          onChange={mine => onChange({ createdBy: mine ? myself : '' })}
        >
          {t('runs.filter.mine')}
        </ToggleButton>
      )}
      {filters.createdBy !== '' && filters.createdBy !== myself && (
        <ToggleButton isSelected onChange={() => onChange({ createdBy: '' })}>
          {t('runs.filter.by', { person: personName(filters.createdBy) })}
        </ToggleButton>
      )}
      {isFiltered(filters) && (
        <Button size="small" variant="tertiary" onPress={() => onChange(NONE)}>
          {t('runs.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function ProjectFilter(props: {
  selected: string[];
  onChange(selected: string[]): void;
}) {
  const { selected, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) =>
      api.listProjects({ query: { limit: 200 }, signal }),
  });
  const listed = (projects.data?.items ?? []).map(({ name, title }) => ({
    value: name,
    label: title,
  }));
  const unlisted = selected
    .filter(name => listed.every(({ value }) => value !== name))
    .map(name => ({ value: name, label: name }));
  return (
    <FilterMenu
      label={t('runs.filter.project')}
      mode="multiple"
      options={[...listed, ...unlisted]}
      selected={selected}
      onChange={onChange}
    />
  );
}

function NameFilter(props: { value: string; onChange(value: string): void }) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <div className={styles.search}>
      <SearchField
        size="small"
        aria-label={t('runs.filter.name')}
        placeholder={t('runs.filter.name')}
        value={typed}
        onChange={setTyped}
      />
    </div>
  );
}
