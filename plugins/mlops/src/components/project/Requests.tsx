import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Project,
  ProjectRequest,
  ProjectRole,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from '../projects/Projects.module.css';
import { EntityLink } from '../security/EntityLink';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RelativeTime } from '../shared/RelativeTime';
import { RoleSelect } from './RoleSelect';
import { useMemberChanges } from './useMemberChanges';

/** Those who have asked to join, with the answers; nothing where nobody has. */
export function Requests({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const requests = usePagedList(
    queryKeys.projectPart(project.name, 'requests'),
    ({ cursor, signal }) =>
      api.listProjectRequests({
        params: { project: project.name },
        query: { cursor },
        signal,
      }),
  );
  if (requests.isError) {
    return (
      <ErrorPanel error={requests.error} onRetry={() => requests.refetch()} />
    );
  }
  if (requests.items.length === 0) return null;
  return (
    <section aria-label={t('projects.members.requests')}>
      <h2 className={styles.part}>{t('projects.members.requests')}</h2>
      <ul className={styles.list}>
        {requests.items.map(request => (
          <Request key={request.member} project={project} request={request} />
        ))}
      </ul>
      {requests.hasNextPage && (
        <Button
          size="small"
          variant="secondary"
          isPending={requests.isFetchingNextPage}
          onPress={() => requests.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </section>
  );
}

function Request(props: { project: Project; request: ProjectRequest }) {
  const { member, message, askedAt } = props.request;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { set, refuse } = useMemberChanges(props.project);
  const [role, setRole] = useState<ProjectRole>('dev');
  const failed = [set, refuse].find(({ isError }) => isError);
  return (
    <li className={styles.request}>
      <EntityLink entityRef={member} />
      <RelativeTime value={askedAt} />
      {message && <q>{message}</q>}
      <RoleSelect
        label={`${t('projects.members.role')}: ${member}`}
        value={role}
        onChange={setRole}
      />
      <Button
        size="small"
        variant="primary"
        isPending={set.isPending}
        onPress={() => set.mutate({ member, role })}
      >
        {t('projects.members.accept')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isPending={refuse.isPending}
        onPress={() => refuse.mutate(member)}
      >
        {t('projects.members.refuse')}
      </Button>
      {failed && <ErrorPanel error={failed.error} />}
    </li>
  );
}
