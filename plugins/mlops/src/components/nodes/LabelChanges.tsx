import type { NodeLabelChange } from '@mlops/plugin-mlops-common';
import styles from './RolesDialog.module.css';

/** Labels as they are and as they would be; the elements say so to a screen reader too. */
export function LabelChanges(props: { changes: readonly NodeLabelChange[] }) {
  return (
    <ul className={styles.changes}>
      {props.changes.map(({ label, before, after }) => (
        <li key={label}>
          {before !== null && (
            <del>
              {label}={before}
            </del>
          )}
          {after !== null && (
            <ins>
              {label}={after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}
