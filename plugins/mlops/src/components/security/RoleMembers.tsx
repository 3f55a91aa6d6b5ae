import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ADMIN_ROLE,
  roleUpdatePermission,
  type RoleDetail,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { DelayedSearch } from '../shared/DelayedSearch';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PagedList } from '../shared/PagedList';
import { PersonField } from '../shared/PersonField';
import styles from './Security.module.css';

/** Who has a role. */
export function RoleMembers({ role }: { role: RoleDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const mayUpdate = usePermitted(roleUpdatePermission);
  const [search, setSearch] = useState('');
  const [named, setNamed] = useState('');
  const [asking, setAsking] = useState<'add' | { remove: string } | null>(null);
  const members = usePagedList(
    queryKeys.roleMembers(role.name, { search }),
    ({ cursor, signal }) =>
      api.listRoleMembers({
        params: { role: role.name },
        query: { cursor, ...(search && { search }) },
        signal,
      }),
  );
  const done = async () => {
    setAsking(null);
    await client.invalidateQueries({ queryKey: ['mlops'] });
  };
  const add = useMutation({
    mutationFn: (member: string) =>
      api.addRoleMember({ params: { role: role.name, member } }),
    onSuccess: () => {
      setNamed('');
      return done();
    },
  });
  const remove = useMutation({
    mutationFn: (member: string) =>
      api.removeRoleMember({ params: { role: role.name, member } }),
    onSuccess: done,
  });
  const isAdmin = role.name === ADMIN_ROLE;
  const removing = asking !== null && asking !== 'add' ? asking.remove : '';
  return (
    <section className={styles.column} aria-label={t('security.members.title')}>
      <h3 className={styles.group}>{t('security.members.title')}</h3>
      {mayUpdate && (
        <form
          className={styles.filters}
          onSubmit={event => {
            event.preventDefault();
            if (isAdmin) setAsking('add');
            else add.mutate(named.trim());
          }}
        >
          <PersonField
            label={t('security.members.who')}
            description={t('security.members.whoWhy')}
            value={named}
            onChange={setNamed}
          />
          <Button
            type="submit"
            variant="secondary"
            isDisabled={named.trim() === ''}
            isPending={add.isPending}
          >
            {t('security.members.add')}
          </Button>
        </form>
      )}
      {add.isError && !isAdmin && <ErrorPanel error={add.error} />}
      <DelayedSearch
        label={t('security.members.search')}
        value={search}
        onChange={setSearch}
      />
      <PagedList
        list={members}
        height={80}
        empty={{
          title: t('security.members.empty'),
          description: t('security.members.emptyWhy'),
        }}
      >
        <ul className={styles.list}>
          {members.items.map(({ member, source }) => (
            <li key={member} className={styles.header}>
              <span>{member}</span>
              {source !== 'portal' && (
                <span className={styles.quiet}>
                  {t(`security.members.${source}`)}
                </span>
              )}
              {source === 'portal' && mayUpdate && (
                <ButtonIcon
                  size="small"
                  variant="tertiary"
                  icon={<RiCloseLine aria-hidden />}
                  aria-label={t('security.members.remove', { member })}
                  onPress={() => setAsking({ remove: member })}
                />
              )}
            </li>
          ))}
        </ul>
      </PagedList>
      <ConfirmDialog
        title={t('security.members.adminTitle', { member: named })}
        confirm={t('security.members.adminConfirm')}
        isOpen={asking === 'add'}
        isPending={add.isPending}
        error={add.error}
        onClose={() => setAsking(null)}
        onConfirm={() => add.mutate(named.trim())}
      >
        <p>{t('security.members.adminWhat')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t('security.members.removeTitle', {
          member: removing,
          role: role.title,
        })}
        confirm={t('security.members.removeConfirm')}
        isOpen={removing !== ''}
        isPending={remove.isPending}
        error={remove.error}
        onClose={() => {
          remove.reset();
          setAsking(null);
        }}
        onConfirm={() => remove.mutate(removing)}
      >
        <p>{t('security.members.removeWhat')}</p>
      </ConfirmDialog>
    </section>
  );
}
