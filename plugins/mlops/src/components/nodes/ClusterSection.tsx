import { RiCloudOffLine, RiTimeLine } from '@remixicon/react';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Node, NodeCluster } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { AMOUNT_KINDS } from './amounts';
import { NodeRow, type NodeRowActions } from './NodeRow';
import { PodTable } from './PodTable';
import styles from './Nodes.module.css';

/** Their widths are in the style sheet. */
const COLUMNS = ['node', ...AMOUNT_KINDS, 'pods', 'roles', 'org'];

/** A cluster with its nodes, as far as they are asked for, and what waits for one. */
export function ClusterSection(
  props: NodeRowActions & {
    cluster: NodeCluster;
    nodes: readonly Node[];
    /** As the address names it: `alpha/node-1`. */
    open: string;
    current: string | null;
  },
) {
  const { cluster, nodes, open, current, ...actions } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { name, problem, nodeCount, takingWork, waitingCount } = cluster;
  return (
    <section className={styles.cluster} aria-label={name}>
      <header className={styles.clusterHead}>
        <h2 className={styles.clusterName}>{name}</h2>
        {problem === null && (
          <span className={styles.quiet}>
            {t('nodes.cluster.nodes', { count: nodeCount })} ·{' '}
            {t('nodes.cluster.taking', { taking: String(takingWork) })}
          </span>
        )}
      </header>
      {problem !== null && (
        <Alert
          role="alert"
          status="warning"
          icon={<RiCloudOffLine aria-hidden />}
          title={t('nodes.cluster.away', { cluster: name })}
          description={problem}
        />
      )}
      {waitingCount > 0 && (
        <details className={styles.waiting}>
          <summary>
            <RiTimeLine size={16} aria-hidden />
            {t('nodes.cluster.waiting', { count: waitingCount })}
          </summary>
          <PodTable pods={cluster.waiting} />
        </details>
      )}
      {problem === null && nodes.length === 0 && (
        <p className={styles.quiet}>
          {t(nodeCount === 0 ? 'nodes.cluster.empty' : 'nodes.cluster.noMatch')}
        </p>
      )}
      {nodes.length > 0 && (
        <div className={styles.scroll}>
          <table
            className={`${styles.table} ${styles.nodes}`}
            aria-label={name}
          >
            <colgroup>
              {COLUMNS.map(column => (
                <col key={column} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('nodes.column.node')}</th>
                {AMOUNT_KINDS.map(kind => (
                  <th key={kind} scope="col">
                    {t(`nodes.amount.${kind}`)}
                  </th>
                ))}
                <th scope="col" className={styles.number}>
                  {t('nodes.column.pods')}
                </th>
                <th scope="col">{t('nodes.column.roles')}</th>
                <th scope="col">{t('nodes.column.org')}</th>
              </tr>
            </thead>
            <tbody>
              {nodes.map(node => {
                const id = `${name}/${node.name}`;
                return (
                  <NodeRow
                    key={node.name}
                    {...actions}
                    node={node}
                    isOpen={id === open}
                    isCurrent={id === current}
                  />
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
