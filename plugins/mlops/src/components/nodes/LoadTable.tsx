import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NodeLoad } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EntityLink } from '../security/EntityLink';
import { ProjectLink } from '../shared/ProjectLink';
import { AMOUNT_KINDS, amountOf, amountText } from './amounts';
import { rankedNames } from './loadBars';
import type { LoadShare } from './useLoadWords';
import styles from './Nodes.module.css';

/** The same as the picture, in numbers and for everybody. */
export function LoadTable(props: { load: NodeLoad; by: LoadShare }) {
  const { load, by } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const clusters = load.clusters.filter(({ problem }) => problem === null);
  const columns = clusters.flatMap(cluster =>
    AMOUNT_KINDS.filter(kind => amountOf(cluster.allocatable, kind) > 0).map(
      kind => ({
        key: `${cluster.name} ${kind}`,
        title: t('nodes.load.column', {
          label: t(`nodes.amount.${kind}`),
          cluster: cluster.name,
        }),
        cluster,
        kind,
        others: amountText(kind, amountOf(cluster.others, kind)),
      }),
    ),
  );
  const cell = (
    { cluster, kind }: (typeof columns)[number],
    name: string | null,
  ) => {
    const share = cluster.shares.find(one => one.name === name);
    const amount = share ? amountOf(share.requested, kind) : 0;
    return amount > 0 ? amountText(kind, amount) : t('nodes.none');
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('nodes.load.title')}>
        <thead>
          <tr>
            <th scope="col">{t('nodes.load.who')}</th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className={styles.number}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rankedNames(load).map(name => (
            <tr key={name ?? ''}>
              <th scope="row">
                {name === null && t('nodes.pod.nobody')}
                {name !== null && by === 'project' && (
                  <ProjectLink project={name} />
                )}
                {name !== null && by === 'person' && (
                  <EntityLink entityRef={name} />
                )}
              </th>
              {columns.map(column => (
                <td key={column.key} className={styles.number}>
                  {cell(column, name)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('nodes.load.others')}</th>
            {columns.map(({ key, others }) => (
              <td key={key} className={styles.number}>
                {others}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
