import clsx from 'clsx';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useNow } from '../shared/useNow';
import { formatDuration } from '../shared/formatDuration';
import { durationBar } from './durationBar';
import styles from './RunsTable.module.css';

/** How long a run took or takes, as text and against what its pipeline usually takes. */
export function DurationCell({ run }: { run: RunSummary }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const now = useNow(run.startedAt !== null && run.finishedAt === null);
  if (run.startedAt === null) return null;
  const end = run.finishedAt === null ? now : Date.parse(run.finishedAt);
  const ms = Math.max(0, end - Date.parse(run.startedAt));
  const bar = durationBar(ms, run.medianDurationMs);
  return (
    <div className={styles.duration}>
      <span className={styles.number}>{formatDuration(ms)}</span>
      {bar && run.medianDurationMs !== null && (
        <span
          className={styles.bar}
          title={t('runs.median', {
            duration: formatDuration(run.medianDurationMs),
          })}
        >
          <span
            className={clsx(styles.fill, bar.slow && styles.slow)}
            style={{ width: `${bar.share * 100}%` }}
          />
          <span
            className={styles.median}
            style={{ left: `${bar.median * 100}%` }}
          />
        </span>
      )}
    </div>
  );
}
