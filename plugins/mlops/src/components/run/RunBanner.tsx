import { Alert, Button } from '@backstage/ui';
import { errorText } from './errorText';
import type { Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';

/** Says what went wrong, only when something did, with the way to its log. */
export function RunBanner(props: {
  run: Run;
  /** Of an action that the person asked for. */
  failure: Error | null;
  onDismissFailure(): void;
  onOpenLog(task: string): void;
}) {
  const { run, failure, onDismissFailure, onOpenLog } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const failed = run.tasks.filter(task => task.status === 'failed');
  const first = failed.find(task => task.reason) ?? failed[0];
  return (
    <>
      {failure && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={errorText(failure)}
          customActions={
            <Button size="small" variant="tertiary" onPress={onDismissFailure}>
              {t('run.banner.dismiss')}
            </Button>
          }
        />
      )}
      {first && (
        <Alert
          status="danger"
          icon
          title={t('run.banner.failed', { task: first.title })}
          description={[
            first.reason,
            failed.length > 1
              ? t('run.banner.others', { count: failed.length - 1 })
              : null,
          ]
            .filter(Boolean)
            .join(' ')}
          customActions={
            <Button
              size="small"
              variant="secondary"
              onPress={() => onOpenLog(first.name)}
            >
              {t('run.banner.openLog')}
            </Button>
          }
        />
      )}
      {!first && run.status === 'failed' && (
        <Alert
          status="danger"
          icon
          title={t('run.banner.runFailed')}
          description={run.reason ?? undefined}
        />
      )}
    </>
  );
}
