import { RunsTable } from './RunsTable';
import styles from './RunsTable.module.css';

/** Every run that the person may see. */
export function RunsPage() {
  return (
    <div className={styles.page}>
      <RunsTable />
    </div>
  );
}
