import { Alert } from '@backstage/ui';
import type { Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateTime } from 'luxon';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';

/** Says what of an old run is gone, so that an empty log is not taken for what it wrote. */
export function RetentionNotice({ run }: { run: Run }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const dayOf = (at: string) =>
    DateTime.fromISO(at).setLocale(language).toLocaleString(DateTime.DATE_FULL);
  const gone = [
    run.logsRemovedAt &&
      t('run.retention.logs', { day: dayOf(run.logsRemovedAt) }),
    run.outputsRemovedAt &&
      t('run.retention.outputs', { day: dayOf(run.outputsRemovedAt) }),
  ].filter(Boolean);
  if (gone.length === 0) return null;
  return (
    <Alert
      status="info"
      icon
      title={gone.join(language === 'zh' ? '；' : '. ')}
      description={t('run.retention.why')}
    />
  );
}
