import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Project } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useFreshLists } from '../../hooks/useFreshLists';
import { QuotaForm } from '../quota/QuotaForm';
import { useQuota } from '../quota/useQuota';
import styles from '../projects/Projects.module.css';
import { ErrorPanel } from '../shared/ErrorPanel';
import { SettingsForm } from './SettingsForm';

/** Where a project group runs, and what is mounted there. */
export function ProjectSettingsTab({ project }: { project: Project }) {
  const api = useApi(mlopsApiRef);
  const settings = useQuery({
    queryKey: queryKeys.projectPart(project.name, 'settings'),
    queryFn: ({ signal }) =>
      api.getProjectSettings({ params: { project: project.name }, signal }),
  });
  const quota = useQuota(project.name);
  useFreshLists();
  if (settings.isError) {
    return (
      <ErrorPanel error={settings.error} onRetry={() => settings.refetch()} />
    );
  }
  if (!settings.data) return <Skeleton width="100%" height={320} />;
  return (
    <div className={styles.sides}>
      <SettingsForm project={project} settings={settings.data} />
      <div className={styles.panel}>
        {quota.isError && (
          <ErrorPanel error={quota.error} onRetry={() => quota.refetch()} />
        )}
        {quota.data && <QuotaForm project={project} quota={quota.data} />}
      </div>
    </div>
  );
}
