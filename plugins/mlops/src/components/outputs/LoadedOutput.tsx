import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from '@backstage/ui';
import { ErrorPanel } from '../shared/ErrorPanel';

/** Shows the content of a file once it is there. */
export function LoadedOutput<T>(props: {
  query: UseQueryResult<T>;
  children(content: T): ReactNode;
}) {
  const { query, children } = props;
  if (query.isError) {
    return <ErrorPanel error={query.error} onRetry={() => query.refetch()} />;
  }
  if (query.data === undefined) return <Skeleton width="100%" height={160} />;
  return <>{children(query.data)}</>;
}
