import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NodePod } from '@mlops/plugin-mlops-common';
import { runRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EntityLink } from '../security/EntityLink';
import { ProjectLink } from '../shared/ProjectLink';
import { RelativeTime } from '../shared/RelativeTime';
import { amountsLine } from './amounts';
import styles from './Nodes.module.css';

/** Pods of the suite: what they are, whose, and what they ask for. */
export function PodTable({ pods }: { pods: readonly NodePod[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.scroll}>
      <table className={styles.pods} aria-label={t('nodes.pod.list')}>
        <thead>
          <tr>
            <th scope="col">{t('nodes.pod.what')}</th>
            <th scope="col">{t('nodes.pod.project')}</th>
            <th scope="col">{t('nodes.pod.person')}</th>
            <th scope="col">{t('nodes.pod.asks')}</th>
            <th scope="col">{t('nodes.pod.since')}</th>
          </tr>
        </thead>
        <tbody>
          {pods.map(pod => (
            <tr key={`${pod.namespace}/${pod.name}`}>
              <td>
                <PodTitle pod={pod} />
                {pod.status !== 'running' && (
                  <span className={styles.quiet}>
                    {' '}
                    {t(`nodes.pod.status.${pod.status}`)}
                    {pod.reason && `: ${pod.reason}`}
                  </span>
                )}
              </td>
              <td>
                {pod.project === null ? (
                  t('nodes.none')
                ) : (
                  <ProjectLink project={pod.project} />
                )}
              </td>
              <td>
                {pod.person === null ? (
                  <span className={styles.quiet}>
                    {t(pod.run ? 'nodes.pod.schedule' : 'nodes.pod.nobody')}
                  </span>
                ) : (
                  <EntityLink entityRef={pod.person} />
                )}
              </td>
              <td className={styles.amounts}>
                {amountsLine(pod.requests, kind => t(`nodes.amount.${kind}`)) ||
                  t('nodes.none')}
              </td>
              <td>
                <RelativeTime value={pod.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A task by pipeline and run, with the way there; anything else by its name. */
function PodTitle({ pod }: { pod: NodePod }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const runPath = useRouteRef(runRouteRef);
  const { run, task, kind, name } = pod;
  if (!run) {
    return (
      <span title={`${pod.namespace}/${name}`}>
        {t(`nodes.pod.kind.${kind}`)} {task ?? name}
      </span>
    );
  }
  const query = task === null ? '' : `?${new URLSearchParams({ task })}`;
  return (
    <Link href={`${runPath?.({ id: run.id }) ?? '/'}${query}`}>
      {[`${run.pipeline} #${run.number}`, task].filter(Boolean).join(' · ')}
    </Link>
  );
}
