import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { OutputItem } from './OutputItem';
import { outputOrder } from './outputOrder';
import type { OutputSource } from './OutputSource';
import { ValueTable } from './ValueTable';
import styles from './outputs.module.css';

/** What a task left: its values and its files. */
export function Outputs(props: {
  source: OutputSource;
  outputs: readonly OutputEntry[];
  /** `outputs.json`. */
  values: Readonly<Record<string, unknown>>;
  /** Whether more may come. */
  live: boolean;
}) {
  const { source, outputs, values, live } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (outputs.length === 0 && Object.keys(values).length === 0) {
    return (
      <EmptyState
        title={t('run.outputs.empty')}
        description={
          live ? t('run.outputs.emptyLive') : t('run.outputs.emptyEnded')
        }
      />
    );
  }
  const sorted = [...outputs].sort(outputOrder);
  return (
    <div className={styles.outputs}>
      {Object.keys(values).length > 0 && (
        <section aria-label={t('run.outputs.values')}>
          <h3 className={styles.title}>{t('run.outputs.values')}</h3>
          <ValueTable values={values} />
        </section>
      )}
      {sorted.length > 0 && (
        <section aria-label={t('run.outputs.files')}>
          <h3 className={styles.title}>{t('run.outputs.files')}</h3>
          <ul className={styles.list}>
            {sorted.map(entry => (
              <OutputItem key={entry.path} source={source} entry={entry} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
