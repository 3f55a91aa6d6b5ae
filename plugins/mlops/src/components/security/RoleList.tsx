import { useCallback, useRef } from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ROLE_KINDS,
  type Role,
  type RoleKind,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useListShortcuts } from '../runs/useListShortcuts';
import { DelayedSearch } from '../shared/DelayedSearch';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import styles from './Security.module.css';

/** Roles of people may be thousands, so they come last and page by page. */
const ORDER: readonly RoleKind[] = ['builtin', 'project', 'custom', 'personal'];

/** The roles by kind, to choose one. */
export function RoleList(props: {
  selected: string;
  onSelect(role: string): void;
}) {
  const { selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [search, setSearch] = useQueryState('search');
  const list = useRef<HTMLElement>(null);
  const query = { ...(search && { search }) };
  const shared = usePagedList(
    queryKeys.roles({ ...query, personal: false }),
    ({ cursor, signal }) =>
      api.listRoles({
        query: {
          ...query,
          cursor,
          kind: ROLE_KINDS.filter(kind => kind !== 'personal'),
        },
        signal,
      }),
  );
  const personal = usePagedList(
    queryKeys.roles({ ...query, personal: true }),
    ({ cursor, signal }) =>
      api.listRoles({
        query: { ...query, cursor, kind: ['personal'] },
        signal,
      }),
  );
  const roles = [...shared.items, ...personal.items];
  const select = useCallback(
    (name: string) => {
      onSelect(name);
      list.current
        ?.querySelector<HTMLElement>(`[data-role="${CSS.escape(name)}"]`)
        ?.focus();
    },
    [onSelect],
  );
  useListShortcuts({
    ids: roles.map(({ name }) => name),
    current: selected || null,
    onMove: select,
    onOpen: select,
  });
  const failed = [shared, personal].find(({ isError }) => isError);
  return (
    <nav
      ref={list}
      className={styles.column}
      aria-label={t('security.roles.list')}
    >
      <DelayedSearch
        label={t('security.roles.search')}
        value={search}
        onChange={setSearch}
      />
      {failed && (
        <ErrorPanel error={failed.error} onRetry={() => failed.refetch()} />
      )}
      {shared.isPending && <Skeleton width="100%" height={240} />}
      {shared.isSuccess && personal.isSuccess && roles.length === 0 && (
        <EmptyState
          title={t('security.roles.none')}
          description={t('security.roles.noneWhy')}
        />
      )}
      {ORDER.map(kind => (
        <Kind
          key={kind}
          kind={kind}
          roles={roles.filter(role => role.kind === kind)}
          selected={selected}
          onSelect={onSelect}
        />
      ))}
      {personal.hasNextPage && (
        <Button
          size="small"
          variant="secondary"
          isPending={personal.isFetchingNextPage}
          onPress={() => personal.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </nav>
  );
}

function Kind(props: {
  kind: RoleKind;
  roles: Role[];
  selected: string;
  onSelect(role: string): void;
}) {
  const { kind, roles, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (roles.length === 0) return null;
  return (
    <section aria-label={t(`security.kind.${kind}`)}>
      <h2 className={styles.group}>{t(`security.kind.${kind}`)}</h2>
      <ul className={styles.list}>
        {roles.map(role => (
          <li key={role.name}>
            <button
              type="button"
              className={styles.entry}
              data-role={role.name}
              aria-current={role.name === selected}
              onClick={() => onSelect(role.name)}
            >
              <span>{role.title}</span>
              {kind !== 'project' && kind !== 'personal' && (
                <span className={styles.quiet}>{role.memberCount}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
