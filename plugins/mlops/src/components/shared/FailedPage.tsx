import { Link } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';
import styles from './FailedPage.module.css';

/** In place of a page that cannot be shown: what is wrong, and the way back to where the others are. */
export function FailedPage(props: {
  error: unknown;
  /** What to say where the thing does not exist, or does not any more. */
  missing: { title: string; description: string };
  back: { label: string; href: string };
  onRetry(): void;
}) {
  const { error, missing, back, onRetry } = props;
  const link = <Link href={back.href}>{back.label}</Link>;
  return (
    <div className={styles.page}>
      {isMissing(error) ? (
        <div role="alert">
          <EmptyState {...missing} action={link} />
        </div>
      ) : (
        <>
          <ErrorPanel error={error} onRetry={onRetry} />
          {link}
        </>
      )}
    </div>
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof ResponseError && error.response.status === 404;
}
