import type { Run, RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ValueTable } from '../outputs/ValueTable';
import { EmptyState } from '../shared/EmptyState';
import { formatBytes } from '../shared/formatBytes';
import { StateBadge } from '../shared/StateBadge';
import type { RunLocation } from './runLocation';
import styles from './tabs.module.css';

/** What a task was given: the parameters of the run, and what its upstream tasks left. */
export function InputsTab(props: {
  run: Run;
  task: RunTask;
  onGo(change: Partial<RunLocation>): void;
}) {
  const { run, task, onGo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const upstream = run.tasks.filter(({ name }) =>
    task.dependsOn.includes(name),
  );
  const parameters = Object.keys(run.parameters).length > 0;
  if (!parameters && upstream.length === 0) {
    return (
      <EmptyState
        title={t('run.inputs.empty')}
        description={t('run.inputs.emptyWhy')}
      />
    );
  }
  return (
    <div className={styles.tab}>
      {parameters && (
        <section>
          <h3 className={styles.title}>{t('run.inputs.parameters')}</h3>
          <ValueTable values={run.parameters} />
        </section>
      )}
      {upstream.map(given => (
        <section key={given.name}>
          <h3 className={styles.title}>
            <button
              type="button"
              className={styles.link}
              onClick={() =>
                onGo({ task: given.name, attempt: null, tab: 'outputs' })
              }
            >
              {given.title}
            </button>{' '}
            <StateBadge status={given.status} />
          </h3>
          {Object.keys(given.values).length > 0 && (
            <ValueTable values={given.values} />
          )}
          {given.outputs.length > 0 ? (
            <ul className={styles.files}>
              {given.outputs.map(({ path, size }) => (
                <li key={path}>
                  <code>{`$MLOPS_INPUTS/${given.name}/${path}`}</code>
                  <span className={styles.soft}>{formatBytes(size)}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p className={styles.soft}>{t('run.inputs.noFiles')}</p>
          )}
        </section>
      ))}
    </div>
  );
}
