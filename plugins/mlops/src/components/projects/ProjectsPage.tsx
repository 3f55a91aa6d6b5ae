import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { Button, Skeleton, ToggleButton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  projectCreatePermission,
  projectsPagePermission,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { usePermitted } from '../../hooks/usePermitted';
import { useQueryState } from '../../hooks/useQueryState';
import { projectRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PermittedPage } from '../shared/PermittedPage';
import { ProjectDialog } from './ProjectDialog';
import { ProjectTable } from './ProjectTable';
import styles from './Projects.module.css';

/** Project groups: which there are, and which one is a member of. */
export function ProjectsPage() {
  return (
    <PermittedPage permission={projectsPagePermission}>
      <Content />
    </PermittedPage>
  );
}

function Content() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const navigate = useNavigate();
  const projectPath = useRouteRef(projectRouteRef);
  const mayCreate = usePermitted(projectCreatePermission);
  const [query] = useSearchParams();
  const [search, setSearch] = useQueryState('search');
  const [, setMine] = useQueryState('mine');
  const mine = query.get('mine') === 'true';
  const [making, setMaking] = useState(false);
  const projects = usePagedList(
    queryKeys.projectList({ search, mine }),
    ({ cursor, signal }) =>
      api.listProjects({
        query: { cursor, ...(search && { search }), ...(mine && { mine }) },
        signal,
      }),
  );
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('projects.title')}</h1>
        {mayCreate && (
          <Button variant="primary" onPress={() => setMaking(true)}>
            {t('projects.new')}
          </Button>
        )}
      </header>
      <div className={styles.filters}>
        <DelayedSearch
          label={t('projects.search')}
          value={search}
          onChange={setSearch}
        />
        <ToggleButton
          isSelected={mine}
          onChange={on => setMine(on ? 'true' : '')}
        >
          {t('projects.mine')}
        </ToggleButton>
      </div>
      {projects.isError && (
        <ErrorPanel error={projects.error} onRetry={() => projects.refetch()} />
      )}
      {projects.isPending && <Skeleton width="100%" height={240} />}
      {projects.isSuccess && projects.items.length === 0 && (
        <EmptyState
          title={t(search || mine ? 'projects.noMatch' : 'projects.empty')}
          description={t(
            search || mine ? 'projects.noMatchWhy' : 'projects.emptyWhy',
          )}
        />
      )}
      {projects.items.length > 0 && <ProjectTable projects={projects.items} />}
      {projects.hasNextPage && (
        <Button
          variant="secondary"
          isPending={projects.isFetchingNextPage}
          onPress={() => projects.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
      {making && (
        <ProjectDialog
          onClose={() => setMaking(false)}
          onSaved={name => navigate(projectPath?.({ name }) ?? '/')}
        />
      )}
    </div>
  );
}
