import { useCallback, useRef } from 'react';
import { Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Role, RoleKind } from '@mlops/plugin-mlops-common';
import type { PagedState } from '../../hooks/usePagedList';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useListShortcuts } from '../runs/useListShortcuts';
import { DelayedSearch } from '../shared/DelayedSearch';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { LoadMore } from '../shared/LoadMore';
import { rolesByKind } from './rolesByKind';
import { useRoles } from './useRoles';
import styles from './Security.module.css';

/** The roles by kind, to choose one. */
export function RoleList(props: {
  selected: string;
  onSelect(role: string): void;
}) {
  const { selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [search, setSearch] = useQueryState('search');
  const list = useRef<HTMLElement>(null);
  // Those of the suite are few; one's own may be many, and those of people thousands.
  const suite = useRoles(['builtin', 'project'], search);
  const custom = useRoles(['custom'], search);
  const personal = useRoles(['personal'], search);
  const lists: PagedState[] = [suite, custom, personal];
  const groups = rolesByKind([
    ...suite.items,
    ...custom.items,
    ...personal.items,
  ]);
  const more: Partial<Record<RoleKind, PagedState>> = { custom, personal };
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
    ids: groups.flatMap(({ roles }) => roles.map(({ name }) => name)),
    current: selected || null,
    onMove: select,
    onOpen: select,
  });
  const failed = lists.find(one => one.isError && !one.isFetchNextPageError);
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
      {suite.isPending && <Skeleton width="100%" height={240} />}
      {lists.every(one => one.isSuccess) && groups.length === 0 && (
        <EmptyState
          title={t('security.roles.none')}
          description={t('security.roles.noneWhy')}
        />
      )}
      {groups.map(({ kind, roles }) => (
        <Kind
          key={kind}
          kind={kind}
          roles={roles}
          more={more[kind]}
          selected={selected}
          onSelect={onSelect}
        />
      ))}
    </nav>
  );
}

function Kind(props: {
  kind: RoleKind;
  roles: Role[];
  /** Absent: these are all. */
  more: PagedState | undefined;
  selected: string;
  onSelect(role: string): void;
}) {
  const { kind, roles, more, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
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
                <span
                  className={styles.quiet}
                  title={t('security.roles.members', {
                    count: role.memberCount,
                  })}
                >
                  {role.memberCount}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {more && <LoadMore list={more} />}
    </section>
  );
}
