import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The mark of the portal: one step that leads to three. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.logo} aria-label="MLOps">
      <svg viewBox="0 0 32 32" className={styles.mark} aria-hidden="true">
        <path
          d="M9 16 L22 9 M9 16 L22 23 M9 16 H22"
          className={styles.edges}
          fill="none"
        />
        <circle cx="9" cy="16" r="4" className={styles.first} />
        <circle cx="23" cy="9" r="3" className={styles.next} />
        <circle cx="23" cy="16" r="3" className={styles.next} />
        <circle cx="23" cy="23" r="3" className={styles.next} />
      </svg>
      {isOpen && <span className={styles.word}>MLOps</span>}
    </Link>
  );
}
