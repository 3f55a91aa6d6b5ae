import type { Status } from '@mlops/plugin-mlops-common';
import { StateIcon } from './StateIcon';
import { useStatusWord } from './useStatusWord';
import styles from './StateBadge.module.css';

/** A state as icon, word and colour. Drawn by this one component everywhere. */
export function StateBadge({ status }: { status: Status }) {
  const wordOf = useStatusWord();
  return (
    <span
      className={styles.badge}
      style={{ color: `var(--mlops-state-${status})` }}
    >
      <StateIcon status={status} />
      <span>{wordOf(status)}</span>
    </span>
  );
}
