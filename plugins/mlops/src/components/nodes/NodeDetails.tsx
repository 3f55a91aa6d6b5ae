import { Skeleton } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Node } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PodTable } from './PodTable';
import { REFRESH_MS } from './useNodes';
import styles from './Nodes.module.css';

/** What runs on a node, and what it says of itself. */
export function NodeDetails({ node }: { node: Node }) {
  const { cluster, name } = node;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const detail = useQuery({
    queryKey: queryKeys.node(cluster, name),
    queryFn: ({ signal }) =>
      api.getNode({ params: { cluster, node: name }, signal }),
    refetchInterval: REFRESH_MS,
  });
  if (detail.isPending) return <Skeleton width="100%" height={120} />;
  if (!detail.data) {
    return <ErrorPanel error={detail.error} onRetry={() => detail.refetch()} />;
  }
  const { pods, labels, taints, reasons } = detail.data;
  return (
    <div className={styles.details}>
      {reasons.length > 0 && (
        <section>
          <h4>{t('nodes.detail.reasons')}</h4>
          <ul>
            {reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h4>{t('nodes.detail.pods')}</h4>
        {pods.length === 0 ? (
          <p className={styles.quiet}>{t('nodes.detail.noPods')}</p>
        ) : (
          <PodTable pods={pods} />
        )}
      </section>
      <section>
        <h4>{t('nodes.detail.taints')}</h4>
        {taints.length === 0 ? (
          <p className={styles.quiet}>{t('nodes.detail.noTaints')}</p>
        ) : (
          <ul>
            {taints.map(({ key, value, effect, tolerated }) => (
              <li key={`${key}:${effect}`}>
                <code>
                  {key}
                  {value && `=${value}`}:{effect}
                </code>{' '}
                <span className={styles.quiet}>
                  {t(
                    tolerated
                      ? 'nodes.detail.tolerated'
                      : 'nodes.detail.keepsAway',
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h4>{t('nodes.detail.labels')}</h4>
        <p className={styles.labels}>
          {Object.entries(labels).map(([label, value]) => (
            <code key={label}>
              {label}={value}
            </code>
          ))}
        </p>
      </section>
    </div>
  );
}
