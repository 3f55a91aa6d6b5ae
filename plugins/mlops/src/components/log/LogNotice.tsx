import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { formatBytes } from '../shared/formatBytes';
import { errorText } from '../run/errorText';
import type { LogSnapshot } from './LogReader';
import styles from './LogViewer.module.css';

/** One line above the log where it is not all of it, or where reading it goes wrong. */
export function LogNotice(props: {
  snapshot: LogSnapshot;
  /** Of copying or downloading. */
  failure: Error | null;
  onLoadEarlier(): void;
  onRetry(): void;
}) {
  const { snapshot, failure } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { phase, error, start, size, earlier, loadingEarlier } = snapshot;
  return (
    <>
      {start > 0 && (
        <div className={styles.notice}>
          <span>
            {t('run.log.tail', {
              shown: formatBytes(size - start),
              size: formatBytes(size),
            })}
          </span>
          {earlier ? (
            <Button
              size="small"
              variant="tertiary"
              isPending={loadingEarlier}
              onPress={props.onLoadEarlier}
            >
              {t('run.log.loadEarlier')}
            </Button>
          ) : (
            <span>{t('run.log.downloadRest')}</span>
          )}
        </div>
      )}
      {phase === 'interrupted' && (
        <div className={styles.notice} role="status">
          {t('run.log.interrupted')}
        </div>
      )}
      {(phase === 'failed' || failure) && (
        <div className={styles.notice} role="alert">
          <span>
            {t('run.log.failed', {
              message: errorText(failure ?? error),
            })}
          </span>
          {phase === 'failed' && (
            <Button size="small" variant="tertiary" onPress={props.onRetry}>
              {t('run.log.retry')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
