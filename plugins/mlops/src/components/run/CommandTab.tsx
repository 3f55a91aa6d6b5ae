import { Skeleton } from '@backstage/ui';
import type { PlannedTask, Run, RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { CopyBlock } from './CopyBlock';
import { shellLine } from './shellLine';
import { useTaskPlan } from './useTaskPlan';
import styles from './tabs.module.css';

/** What exactly was executed, and in what surroundings. Values of secrets never reach the page. */
export function CommandTab({ run, task }: { run: Run; task: RunTask }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const plan = useTaskPlan(run.id, task.name);
  if (plan.isError) {
    return <ErrorPanel error={plan.error} onRetry={() => plan.refetch()} />;
  }
  if (plan.isPending) {
    return (
      <div className={styles.tab}>
        <Skeleton width="100%" height={72} />
        <Skeleton width="100%" height={200} />
      </div>
    );
  }
  if (plan.data === null) {
    return (
      <EmptyState
        title={t('run.command.missing')}
        description={t('run.command.missingWhy')}
      />
    );
  }
  return <Plan plan={plan.data} />;
}

function Plan({ plan }: { plan: PlannedTask }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const facts: Array<[string, string]> = [
    [t('run.command.runtime'), plan.runtime],
    [
      t('run.command.directory'),
      plan.workingDirectory ?? t('run.command.workFolder'),
    ],
    [t('run.command.retries'), String(plan.retries)],
    [
      t('run.command.timeout'),
      plan.timeoutSeconds === null
        ? t('run.command.noTimeout')
        : t('run.command.seconds', { count: plan.timeoutSeconds }),
    ],
    ...Object.entries(plan.nodeSelector),
  ];
  if (plan.privileged) {
    facts.push([t('run.command.privileged'), t('run.command.privilegedWhy')]);
  }
  return (
    <div className={styles.tab}>
      <section>
        <h3 className={styles.title}>{t('run.command.command')}</h3>
        <CopyBlock
          text={shellLine(plan.argv)}
          label={t('run.command.command')}
        />
      </section>
      <section>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Environment env={plan.env} />
      {plan.requirements.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('run.command.requirements')}</h3>
          <CopyBlock
            text={plan.requirements.join('\n')}
            label={t('run.command.requirements')}
          />
        </section>
      )}
      {plan.mounts.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('run.command.mounts')}</h3>
          <CopyBlock
            text={plan.mounts.join('\n')}
            label={t('run.command.mounts')}
          />
        </section>
      )}
      {plan.files.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('run.command.files')}</h3>
          {plan.files.map(({ path, mode, content }) => (
            <details key={path} className={styles.file}>
              <summary>
                <code>{path}</code> <span className={styles.soft}>{mode}</span>
              </summary>
              <CopyBlock text={content} label={path} />
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

function Environment({ env }: { env: PlannedTask['env'] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <section>
      <h3 className={styles.title}>{t('run.command.environment')}</h3>
      {env.length === 0 ? (
        <p className={styles.soft}>{t('run.command.noEnvironment')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('run.command.name')}</th>
              <th scope="col">{t('run.command.value')}</th>
            </tr>
          </thead>
          <tbody>
            {env.map(({ name, value, secret }) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td>
                  {secret ? (
                    <span title={t('run.command.secret')}>•••</span>
                  ) : (
                    <code>{value}</code>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
