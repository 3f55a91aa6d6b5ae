import { useCallback } from 'react';
import { Button } from '@backstage/ui';
import { STATUSES, TRIGGERS } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { FilterMenu } from '../shared/FilterMenu';
import { PersonFilter } from '../shared/PersonFilter';
import { ProjectFilter } from '../shared/ProjectFilter';
import { useStatusWord } from '../shared/useStatusWord';
import { PeriodFilter } from './PeriodFilter';
import { PipelineFilter } from './PipelineFilter';
import { isFiltered, NO_FILTERS, type RunFilters } from './runFilters';
import styles from './RunsTable.module.css';

/** The filters of a list of runs as chips. */
export function RunFilterBar(props: {
  filters: RunFilters;
  onChange(part: Partial<RunFilters>): void;
  /** Entity refs of those who made runs that are listed. */
  people: readonly string[];
  /** On a pipeline's own page, project and name say nothing. */
  ofOnePipeline: boolean;
}) {
  const { filters, onChange, people, ofOnePipeline } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const onName = useCallback((name: string) => onChange({ name }), [onChange]);

  return (
    <div className={styles.filters} role="group" aria-label={t('runs.filters')}>
      {!ofOnePipeline && (
        <div className={styles.search}>
          <DelayedSearch
            label={t('runs.filter.name')}
            value={filters.name}
            onChange={onName}
          />
        </div>
      )}
      <FilterMenu
        label={t('runs.filter.state')}
        mode="multiple"
        options={STATUSES.map(value => ({ value, label: wordOf(value) }))}
        selected={filters.status}
        onChange={status => onChange({ status })}
      />
      {!ofOnePipeline && (
        <>
          <ProjectFilter
            selected={filters.project}
            onChange={project => onChange({ project })}
          />
          <PipelineFilter
            selected={filters.pipeline}
            onChange={pipeline => onChange({ pipeline })}
          />
        </>
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
      <PeriodFilter filters={filters} onChange={onChange} />
      <PersonFilter
        label={t('runs.filter.person')}
        people={people}
        selected={filters.createdBy}
        onChange={createdBy => onChange({ createdBy })}
      />
      {isFiltered(filters) && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => onChange(NO_FILTERS)}
        >
          {t('runs.filter.clear')}
        </Button>
      )}
    </div>
  );
}
