import { Skeleton } from '@backstage/ui';
import { isFinal, type Run, type RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { formatDuration } from '../shared/formatDuration';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import { useStatusWord } from '../shared/useStatusWord';
import { eventList } from './eventList';
import { useRunMessages } from './useRunMessages';
import styles from './tabs.module.css';

/** What happened to a task and why, in words. */
export function EventsTab({ run, task }: { run: Run; task: RunTask }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const messages = useRunMessages(run.id, task.name, !isFinal(run.status));
  if (messages.isError) {
    return (
      <ErrorPanel error={messages.error} onRetry={() => messages.refetch()} />
    );
  }
  if (messages.isPending) {
    return (
      <div className={styles.tab}>
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  const events = eventList(
    task,
    messages.data,
    {
      started: attempt => t('run.events.started', { attempt: String(attempt) }),
      ended: (attempt, { status, reason, exitCode }) =>
        [
          t('run.events.ended', {
            attempt: String(attempt),
            status: wordOf(status),
          }),
          reason,
          exitCode === null || reason?.includes(String(exitCode))
            ? null
            : t('run.events.exitCode', { code: String(exitCode) }),
        ]
          .filter(Boolean)
          .join(' · '),
    },
    run.createdAt,
  );
  if (events.length === 0 && (isFinal(task.status) || !task.reason)) {
    return (
      <EmptyState
        title={t('run.events.empty')}
        description={task.reason ?? t('run.events.emptyWhy')}
      />
    );
  }
  return (
    <ol className={styles.events}>
      {events.map((event, index) => (
        <li key={index}>
          <span className={styles.when}>
            <RelativeTime value={event.at} />
          </span>
          <span className={styles.after}>
            {t('run.events.after', { duration: formatDuration(event.afterMs) })}
          </span>
          <span>{event.text}</span>
        </li>
      ))}
      {task.reason && !isFinal(task.status) && (
        <li>
          <span className={styles.when}>{t('run.events.now')}</span>
          <span className={styles.after} />
          <span>
            <StateBadge status={task.status} /> {task.reason}
          </span>
        </li>
      )}
    </ol>
  );
}
