import { useId } from 'react';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { quotaLines } from './quotaLines';
import { QuotaMeters } from './QuotaMeters';
import styles from './QuotaMeters.module.css';
import { useQuota } from './useQuota';

/** Before a run: what of the quota is left; nothing where there is no bound. */
export function QuotaHint({ project }: { project: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const id = useId();
  const { data: quota } = useQuota(project);
  if (!quota) return null;
  const lines = quotaLines(quota);
  if (lines.length === 0) return null;
  const full = lines.filter(({ share }) => share === 1);
  const disk = full.some(({ kind }) => kind === 'diskBytes');
  return (
    <section className={styles.hint} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t('projects.quota.title', { project })}
      </h3>
      {full.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('projects.quota.full', {
            kinds: full
              .map(({ kind }) => t(`projects.quota.kind.${kind}`))
              .join(', '),
          })}
          description={t(
            disk ? 'projects.quota.fullDisk' : 'projects.quota.fullWhy',
          )}
        />
      )}
      <QuotaMeters quota={quota} />
    </section>
  );
}
