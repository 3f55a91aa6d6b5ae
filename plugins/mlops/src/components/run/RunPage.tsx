import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { runsRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FailedPage } from '../shared/FailedPage';
import { RunView } from './RunView';
import { useRun } from './useRun';
import styles from './RunPage.module.css';

/** One run: how it goes, task by task, while it goes and afterwards. */
export function RunPage() {
  const { id = '' } = useParams();
  const run = useRun(id);
  const { t } = useTranslationRef(mlopsTranslationRef);
  const runsPath = useRouteRef(runsRouteRef);
  if (run.data) return <RunView key={run.data.id} run={run.data} />;
  if (run.isError) {
    return (
      <FailedPage
        error={run.error}
        missing={{ title: t('run.missing'), description: t('run.missingWhy') }}
        back={{ label: t('run.toList'), href: runsPath?.() ?? '/' }}
        onRetry={() => run.refetch()}
      />
    );
  }
  return (
    <div className={styles.page} aria-busy>
      <Skeleton width="50%" height={40} />
      <div className={styles.work}>
        <Skeleton width="100%" height="100%" />
      </div>
    </div>
  );
}
