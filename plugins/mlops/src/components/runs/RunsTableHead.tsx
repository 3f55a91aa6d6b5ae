import { Checkbox } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import type { useRunSelection } from './useRunSelection';
import styles from './RunsTable.module.css';

/** Names of the columns, and a tick for all rows that are loaded. */
export function RunsTableHead(props: {
  count: number;
  selection: ReturnType<typeof useRunSelection>;
}) {
  const { count, selection } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const ticked = selection.selected.length;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={styles.tick}>
          <Checkbox
            aria-label={t('runs.selectAll')}
            isSelected={ticked === count}
            isIndeterminate={ticked > 0 && ticked < count}
            onChange={selection.tickAll}
          />
        </th>
        <th scope="col" className={styles.state}>
          {t('runs.column.state')}
        </th>
        <th scope="col">{t('runs.column.run')}</th>
        <th scope="col" className={styles.revision}>
          {t('runs.column.revision')}
        </th>
        <th scope="col" className={styles.trigger}>
          {t('runs.column.trigger')}
        </th>
        <th scope="col" className={styles.tasks}>
          {t('runs.column.tasks')}
        </th>
        <th scope="col" className={styles.started}>
          {t('runs.column.started')}
        </th>
        <th scope="col" className={styles.took}>
          {t('runs.column.duration')}
        </th>
        <th scope="col" className={styles.who}>
          {t('runs.column.who')}
        </th>
      </tr>
    </thead>
  );
}
