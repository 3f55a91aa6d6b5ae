import { Skeleton } from '@backstage/ui';
import styles from './RunsTable.module.css';

const ROWS = 12;

/** What a list of runs looks like before it is known, row by row in the final height. */
export function RunRowsSkeleton() {
  return (
    <div className={styles.frame} aria-busy>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.skeleton}>
          <Skeleton width="100%" height={20} />
        </div>
      ))}
    </div>
  );
}
