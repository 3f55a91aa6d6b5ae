import type { CSSProperties } from 'react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Node } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { amountOf, amountPair, amountText, type AmountKind } from './amounts';
import styles from './AmountMeter.module.css';

/** GPUs that are drawn one by one. */
const MOST_CELLS = 16;

/** Where asked for and free are so close that the next task may wait. */
const NEARLY = 0.9;

/** How much of a node is asked for, by the suite and by others, and how much is in use. */
export function AmountMeter({ node, kind }: { node: Node; kind: AmountKind }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const all = amountOf(node.allocatable, kind);
  const ours = amountOf(node.requested.ours, kind);
  const others = amountOf(node.requested.others, kind);
  if (all === 0 && ours + others === 0) {
    return <span className={styles.none}>{t('nodes.none')}</span>;
  }
  const text = (amount: number) => amountText(kind, amount);
  const share = (amount: number) =>
    `${all > 0 ? Math.min(100, (amount / all) * 100) : 100}%`;
  const isCountable = kind === 'gpu' && all <= MOST_CELLS;
  const cells: CSSProperties & { '--count': number } = { '--count': all };
  const used = inUse(node, kind);
  const [free, whole] = amountPair(kind, all - ours - others, all);
  const value = t('nodes.free', { free, all: whole });
  const parts: string[] = [
    t('nodes.ours', { amount: text(ours) }),
    t('nodes.others', { amount: text(others) }),
    ...(used === null ? [] : [t('nodes.inUse', { amount: text(used) })]),
  ];
  return (
    <div className={styles.meter} title={parts.join('\n')}>
      <span className={styles.value}>{value}</span>
      <div
        role="meter"
        aria-label={t('nodes.meter', {
          label: t(`nodes.amount.${kind}`),
          node: node.name,
        })}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={Math.min(all, ours + others)}
        aria-valuetext={[value, ...parts].join('; ')}
        className={clsx(styles.track, isCountable && styles.cells)}
        style={cells}
      >
        <span
          className={clsx(
            styles.ours,
            ours + others >= all * NEARLY && styles.nearly,
          )}
          style={{ width: share(ours) }}
        />
        <span className={styles.others} style={{ width: share(others) }} />
        {used !== null && (
          <span className={styles.used} style={{ left: share(used) }} />
        )}
      </div>
    </div>
  );
}

/** `null`: nobody measures it. */
function inUse({ used }: Node, kind: AmountKind): number | null {
  if (used === null || kind === 'gpu') return null;
  return kind === 'cpu' ? used.cpuMillicores : used.memoryBytes;
}
