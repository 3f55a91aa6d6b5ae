import { useCallback } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NODE_FLAGS,
  NODE_ORDERS,
  NODE_STATES,
} from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { FilterMenu } from '../shared/FilterMenu';
import {
  isNodeFiltered,
  NO_NODE_FILTERS,
  type NodeFilters,
} from './nodeFilters';
import styles from './Nodes.module.css';

/** The filters of nodes as chips. */
export function NodeFilterBar(props: {
  filters: NodeFilters;
  onChange(part: Partial<NodeFilters>): void;
  clusters: readonly string[];
  /** Of nodes that are listed. */
  orgs: readonly string[];
}) {
  const { filters, onChange, clusters, orgs } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const onSearch = useCallback(
    (search: string) => onChange({ search }),
    [onChange],
  );
  const plain = (values: readonly string[]) =>
    values.map(value => ({ value, label: value }));
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('nodes.filters')}
    >
      <DelayedSearch
        label={t('nodes.search')}
        value={filters.search}
        onChange={onSearch}
      />
      {clusters.length > 1 && (
        <FilterMenu
          label={t('nodes.filter.cluster')}
          mode="multiple"
          options={plain(clusters)}
          selected={filters.cluster}
          onChange={cluster => onChange({ cluster })}
        />
      )}
      <FilterMenu
        label={t('nodes.filter.state')}
        mode="multiple"
        options={NODE_STATES.map(value => ({
          value,
          label: t(`nodes.state.${value}`),
        }))}
        selected={filters.state}
        onChange={state => onChange({ state })}
      />
      <FilterMenu
        label={t('nodes.filter.role')}
        mode="multiple"
        options={NODE_FLAGS.map(value => ({ value, label: value }))}
        selected={filters.role}
        onChange={role => onChange({ role })}
      />
      <FilterMenu
        label={t('nodes.column.org')}
        mode="single"
        options={plain(orgs)}
        selected={filters.org ? [filters.org] : []}
        onChange={([org = '']) => onChange({ org })}
      />
      <FilterMenu
        label={t('nodes.filter.order')}
        mode="single"
        options={NODE_ORDERS.map(value => ({
          value,
          label: t(`nodes.order.${value}`),
        }))}
        selected={[filters.order]}
        onChange={([order = 'name']) => onChange({ order })}
      />
      {isNodeFiltered(filters) && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => onChange({ ...NO_NODE_FILTERS, order: filters.order })}
        >
          {t('nodes.filter.clear')}
        </Button>
      )}
    </div>
  );
}
