import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { projectsPagePermission } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { projectsRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FailedPage } from '../shared/FailedPage';
import { PermittedPage } from '../shared/PermittedPage';
import { ProjectView } from './ProjectView';

/** One project group: what it does, who is in it, where it runs. */
export function ProjectPage() {
  return (
    <PermittedPage permission={projectsPagePermission}>
      <Loaded />
    </PermittedPage>
  );
}

function Loaded() {
  const { name = '' } = useParams();
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const projectsPath = useRouteRef(projectsRouteRef);
  const project = useQuery({
    queryKey: queryKeys.project(name),
    queryFn: ({ signal }) =>
      api.getProject({ params: { project: name }, signal }),
  });
  if (project.data) return <ProjectView project={project.data} />;
  if (project.isError) {
    return (
      <FailedPage
        error={project.error}
        missing={{
          title: t('projects.missing'),
          description: t('projects.missingWhy'),
        }}
        back={{ label: t('projects.toList'), href: projectsPath?.() ?? '/' }}
        onRetry={() => project.refetch()}
      />
    );
  }
  return <Skeleton width="100%" height={480} />;
}
