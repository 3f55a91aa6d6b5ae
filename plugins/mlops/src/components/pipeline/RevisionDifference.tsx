import { useMemo } from 'react';
import clsx from 'clsx';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from '../run/focusable';
import { lineDifference } from './lineDifference';
import styles from './RevisionDifference.module.css';

const SIGNS = { same: ' ', added: '+', removed: '−', left: ' ' } as const;

/** What differs between two revisions, line by line, with a few lines around each change. */
export function RevisionDifference(props: {
  from: { revision: number; yaml: string };
  to: { revision: number; yaml: string };
}) {
  const { from, to } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const lines = useMemo(
    () => lineDifference(from.yaml, to.yaml),
    [from.yaml, to.yaml],
  );
  const label = t('pipelines.difference.label', {
    from: String(from.revision),
    to: String(to.revision),
  });
  if (lines.length === 0) return <p>{t('pipelines.difference.none')}</p>;
  return (
    <div
      className={styles.frame}
      ref={focusable}
      role="group"
      aria-label={label}
    >
      {lines.map((line, index) => (
        <div key={index} className={clsx(styles.line, styles[line.kind])}>
          <span aria-hidden className={styles.sign}>
            {SIGNS[line.kind]}
          </span>
          {line.kind === 'added' && (
            <VisuallyHidden>{t('pipelines.difference.added')}</VisuallyHidden>
          )}
          {line.kind === 'removed' && (
            <VisuallyHidden>{t('pipelines.difference.removed')}</VisuallyHidden>
          )}
          <code>
            {line.kind === 'left'
              ? t('pipelines.difference.left', { count: line.count })
              : line.text || '\u00a0'}
          </code>
        </div>
      ))}
    </div>
  );
}
