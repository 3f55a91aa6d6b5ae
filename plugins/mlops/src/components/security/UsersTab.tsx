import { Link } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { useQueryState } from '../../hooks/useQueryState';
import { securityRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { Breakable } from '../shared/Breakable';
import { DelayedSearch } from '../shared/DelayedSearch';
import { PagedList } from '../shared/PagedList';
import { RelativeTime } from '../shared/RelativeTime';
import { EntityLink } from './EntityLink';
import styles from './Security.module.css';

/** Everybody who has signed in, with what they are. */
export function UsersTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const here = useRouteRef(securityRouteRef)?.() ?? '';
  const [search, setSearch] = useQueryState('search');
  const users = usePagedList(
    queryKeys.users({ search }),
    ({ cursor, signal }) =>
      api.listUsers({ query: { cursor, ...(search && { search }) }, signal }),
  );
  const hrefOf = (query: Record<string, string>) =>
    `${here}?${new URLSearchParams(query)}`;
  return (
    <div className={`${styles.column} ${styles.panel}`}>
      <div className={styles.filters}>
        <DelayedSearch
          label={t('security.users.search')}
          value={search}
          onChange={setSearch}
        />
      </div>
      <PagedList
        list={users}
        height={240}
        empty={{
          title: t('security.users.empty'),
          description: t('security.users.emptyWhy'),
        }}
      >
        <table className={styles.table} aria-label={t('security.tabs.users')}>
          <thead>
            <tr>
              <th scope="col">{t('security.users.name')}</th>
              <th scope="col">{t('security.users.roles')}</th>
              <th scope="col">{t('security.users.projects')}</th>
              <th scope="col">{t('security.users.firstSeen')}</th>
              <th scope="col">{t('security.users.lastSeen')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {users.items.map(user => (
              <tr key={user.entityRef}>
                <th scope="row">
                  <EntityLink entityRef={user.entityRef} />
                </th>
                <td>
                  {user.roles.map(role => (
                    <span key={role}>
                      <Link href={hrefOf({ role })}>
                        <Breakable text={role} />
                      </Link>{' '}
                    </span>
                  ))}
                </td>
                <td>
                  {user.projects.map(({ name, role }) => (
                    <div key={`${name} ${role}`} className={styles.pair}>
                      {name} ({role})
                    </div>
                  ))}
                </td>
                <td>
                  <RelativeTime value={user.firstSeenAt} />
                </td>
                <td>
                  <RelativeTime value={user.seenAt} />
                </td>
                <td>
                  <Link href={hrefOf({ tab: 'explain', user: user.entityRef })}>
                    {t('security.users.explain')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </PagedList>
    </div>
  );
}
