import { useState } from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  memberReadPermission,
  memberUpdatePermission,
  type Project,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useMe } from '../../hooks/useMe';
import { usePagedList } from '../../hooks/usePagedList';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ownerOf } from '../projects/ownerOf';
import styles from '../projects/Projects.module.css';
import { DelayedSearch } from '../shared/DelayedSearch';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { AddMember } from './AddMember';
import { MemberRow } from './MemberRow';
import { Requests } from './Requests';

/** Who works in a project group, and who would like to. */
export function MembersTab({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const mayRead = usePermitted(memberReadPermission, ownerOf(project));
  if (!mayRead) {
    return (
      <EmptyState
        title={t('projects.members.none')}
        description={t('projects.members.noneWhy')}
      />
    );
  }
  return <Members project={project} />;
}

function Members({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const me = useMe();
  const mayUpdate = usePermitted(memberUpdatePermission, ownerOf(project));
  const [search, setSearch] = useState('');
  const members = usePagedList(
    queryKeys.projectPart(project.name, 'members', { search }),
    ({ cursor, signal }) =>
      api.listProjectMembers({
        params: { project: project.name },
        query: { cursor, ...(search && { search }) },
        signal,
      }),
  );
  return (
    <div className={styles.panel}>
      {mayUpdate && <Requests project={project} />}
      {mayUpdate && <AddMember project={project} />}
      <div className={styles.filters}>
        <DelayedSearch
          label={t('projects.members.search')}
          value={search}
          onChange={setSearch}
        />
      </div>
      {members.isError && (
        <ErrorPanel error={members.error} onRetry={() => members.refetch()} />
      )}
      {members.isPending && <Skeleton width="100%" height={160} />}
      {members.isSuccess && members.items.length === 0 && (
        <EmptyState
          title={t('projects.members.empty')}
          description={t('projects.members.emptyWhy')}
        />
      )}
      {members.items.length > 0 && (
        <table className={styles.table} aria-label={t('projects.tabs.members')}>
          <thead>
            <tr>
              <th scope="col">{t('projects.members.member')}</th>
              <th scope="col">{t('projects.members.role')}</th>
              <th scope="col">{t('projects.members.since')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {members.items.map(member => (
              <MemberRow
                key={member.member}
                project={project}
                member={member}
                mayUpdate={mayUpdate}
                isMe={member.member === me?.userEntityRef}
              />
            ))}
          </tbody>
        </table>
      )}
      {members.hasNextPage && (
        <Button
          variant="secondary"
          isPending={members.isFetchingNextPage}
          onPress={() => members.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </div>
  );
}
