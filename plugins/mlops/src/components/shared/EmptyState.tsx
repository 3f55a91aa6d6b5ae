import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** What a place is for while nothing is in it, and the next step. */
export function EmptyState(props: {
  title: string;
  description: string;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <strong>{props.title}</strong>
      <p>{props.description}</p>
      {props.action}
    </div>
  );
}
