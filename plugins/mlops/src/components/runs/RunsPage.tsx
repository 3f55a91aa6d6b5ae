import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RunsTable } from './RunsTable';
import styles from './RunsTable.module.css';

/** Every run that the person may see. */
export function RunsPage() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.page}>
      <h1 className={styles.heading}>{t('runs.title')}</h1>
      <RunsTable />
    </div>
  );
}
