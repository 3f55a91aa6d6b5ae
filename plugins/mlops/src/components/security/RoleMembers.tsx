import { useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  roleUpdatePermission,
  type RoleDetail,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { PagedList } from '../shared/PagedList';
import { AddRoleMember } from './AddRoleMember';
import { RoleMemberRow } from './RoleMemberRow';
import styles from './Security.module.css';

/** Who has a role. */
export function RoleMembers({ role }: { role: RoleDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const mayUpdate = usePermitted(roleUpdatePermission);
  const [search, setSearch] = useState('');
  const members = usePagedList(
    queryKeys.roleMembers(role.name, { search }),
    ({ cursor, signal }) =>
      api.listRoleMembers({
        params: { role: role.name },
        query: { cursor, ...(search && { search }) },
        signal,
      }),
  );
  const isNone = search === '' ? 'empty' : 'noMatch';
  return (
    <section className={styles.column} aria-label={t('security.members.title')}>
      <h3 className={styles.part}>{t('security.members.title')}</h3>
      {mayUpdate && <AddRoleMember role={role} />}
      <div className={styles.filters}>
        <DelayedSearch
          label={t('security.members.search')}
          value={search}
          onChange={setSearch}
        />
      </div>
      <PagedList
        list={members}
        height={80}
        empty={{
          title: t(`security.members.${isNone}`),
          description: t(`security.members.${isNone}Why`),
        }}
      >
        <table
          className={styles.table}
          aria-label={t('security.members.title')}
        >
          <thead>
            <tr>
              <th scope="col">{t('security.members.member')}</th>
              <th scope="col">{t('security.members.addedBy')}</th>
              <th scope="col">{t('security.members.addedAt')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {members.items.map(member => (
              <RoleMemberRow
                key={member.member}
                role={role}
                member={member}
                mayUpdate={mayUpdate}
              />
            ))}
          </tbody>
        </table>
      </PagedList>
    </section>
  );
}
