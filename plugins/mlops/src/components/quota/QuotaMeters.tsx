import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectQuota } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { quotaLines } from './quotaLines';
import styles from './QuotaMeters.module.css';

/** What is used of each bound of a quota. */
export function QuotaMeters({ quota }: { quota: ProjectQuota }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <ul className={styles.list}>
      {quotaLines(quota).map(({ kind, held, most, share, text }) => {
        const label = t(`projects.quota.kind.${kind}`);
        const value = t('projects.quota.of', text);
        return (
          <li key={kind}>
            <div className={styles.line}>
              <span>{label}</span>
              <span>{value}</span>
            </div>
            <div
              role="meter"
              aria-label={label}
              aria-valuemin={0}
              aria-valuemax={most}
              aria-valuenow={Math.min(held, most)}
              aria-valuetext={value}
              className={styles.track}
            >
              <div
                className={clsx(styles.bar, share === 1 && styles.full)}
                style={{ width: `${share * 100}%` }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
