import type { ReactNode } from 'react';
import { isFinal, STATUSES, type Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ValueTable } from '../outputs/ValueTable';
import { CopyableId } from '../shared/CopyableId';
import { ProjectLink } from '../shared/ProjectLink';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import { personName } from './personName';
import { useRunMessages } from './useRunMessages';
import styles from './tabs.module.css';

/** The run as a whole: what it was given, how its tasks stand, what the platform did for it. */
export function RunOverview({ run }: { run: Run }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const messages = useRunMessages(run.id, null, !isFinal(run.status));
  const counts = STATUSES.map(status => ({
    status,
    count: run.tasks.filter(task => task.status === status).length,
  })).filter(({ count }) => count > 0);

  return (
    <section className={styles.tab} aria-label={t('run.overview.label')}>
      <h2 className={styles.title}>{t('run.overview.label')}</h2>
      <div className={styles.counts}>
        {counts.map(({ status, count }) => (
          <span key={status} className={styles.count}>
            <StateBadge status={status} />
            {t('run.overview.tasks', { count })}
          </span>
        ))}
      </div>
      {run.reason && <p className={styles.soft}>{run.reason}</p>}
      <dl className={styles.facts}>
        <Fact name={t('run.overview.id')}>
          <CopyableId id={run.id} />
        </Fact>
        <Fact name={t('run.overview.project')}>
          <ProjectLink project={run.project} />
        </Fact>
        <Fact name={t('run.overview.revision')}>{run.revision}</Fact>
        <Fact name={t('run.overview.engine')}>{run.engine}</Fact>
        <Fact name={t('run.overview.createdBy')}>
          {run.createdBy === null
            ? t(`run.trigger.${run.trigger}`)
            : personName(run.createdBy)}
        </Fact>
        <Fact name={t('run.overview.created')}>
          <RelativeTime value={run.createdAt} />
        </Fact>
        {run.finishedAt && (
          <Fact name={t('run.overview.finished')}>
            <RelativeTime value={run.finishedAt} />
          </Fact>
        )}
        {run.cleared && (
          <Fact name={t('run.overview.work')}>{t('run.overview.cleared')}</Fact>
        )}
      </dl>
      {Object.keys(run.parameters).length > 0 && (
        <div>
          <h3 className={styles.title}>{t('run.inputs.parameters')}</h3>
          <ValueTable values={run.parameters} />
        </div>
      )}
      {messages.data && messages.data.length > 0 && (
        <div>
          <h3 className={styles.title}>{t('run.tabs.events')}</h3>
          <ol className={styles.events}>
            {messages.data.map((message, index) => (
              <li key={index}>
                <span className={styles.when}>
                  <RelativeTime value={message.at} />
                </span>
                <span>
                  {message.task && <strong>{message.task} </strong>}
                  {message.text}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
