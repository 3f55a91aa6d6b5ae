import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RunView } from './RunView';
import { useRun } from './useRun';
import styles from './RunPage.module.css';

/** One run: how it goes, task by task, while it goes and afterwards. */
export function RunPage() {
  const { id = '' } = useParams();
  const run = useRun(id);
  if (run.data) return <RunView key={run.data.id} run={run.data} />;
  if (run.isError) {
    return <ErrorPanel error={run.error} onRetry={() => run.refetch()} />;
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
