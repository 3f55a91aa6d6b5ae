import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { errorText } from '../run/errorText';
import type { LogSnapshot } from './LogDocument';
import styles from './LogViewer.module.css';

/** One line above the log where reading it goes wrong. */
export function LogNotice(props: {
  snapshot: LogSnapshot;
  /** Of copying, downloading or searching. */
  failure: Error | null;
  /** What a button had to say. */
  said: string | null;
  onRetry(): void;
}) {
  const { snapshot, failure, said } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { phase, error } = snapshot;
  const wrong = failure ?? (phase === 'interrupted' ? null : error);
  return (
    <>
      {(phase === 'interrupted' || phase === 'polling') && (
        <div className={styles.notice} role="status">
          {t(`run.log.${phase}`)}
        </div>
      )}
      {said && (
        <div className={styles.notice} role="status">
          {said}
        </div>
      )}
      {wrong && (
        <div className={styles.notice} role="alert">
          <span>{t('run.log.failed', { message: errorText(wrong) })}</span>
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
