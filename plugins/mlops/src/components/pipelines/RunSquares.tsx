import { Link } from 'react-router-dom';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunBrief } from '@mlops/plugin-mlops-common';
import { runRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useStatusWord } from '../shared/useStatusWord';
import styles from './RunSquares.module.css';

/** The last runs of a pipeline as little squares, the newest on the right; each leads to its run. */
export function RunSquares({ runs }: { runs: readonly RunBrief[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const runPath = useRouteRef(runRouteRef);
  if (runs.length === 0) {
    return <span className={styles.never}>{t('pipelines.neverRun')}</span>;
  }
  return (
    <span className={styles.squares}>
      {[...runs].reverse().map(run => {
        const label = t('pipelines.runOf', {
          number: String(run.number),
          status: wordOf(run.status),
        });
        return (
          <Link
            key={run.id}
            to={runPath?.({ id: run.id }) ?? '/'}
            className={styles.square}
            style={{ background: `var(--mlops-state-${run.status})` }}
            title={label}
            aria-label={label}
          />
        );
      })}
    </span>
  );
}
