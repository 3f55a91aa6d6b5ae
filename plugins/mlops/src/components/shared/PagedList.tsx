import type { ReactNode } from 'react';
import { Skeleton } from '@backstage/ui';
import type { PagedState } from '../../hooks/usePagedList';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';
import { LoadMore } from './LoadMore';

/** A list with what stands in its place while it loads, fails or is empty, and the way to more of it. */
export function PagedList(props: {
  list: PagedState & { items: readonly unknown[] };
  /** Pixels that it takes while it loads. */
  height: number;
  /** What it is for, where nothing is in it. */
  empty: { title: string; description: string };
  /** Its items; not shown where there are none. */
  children: ReactNode;
}) {
  const { list, height, empty, children } = props;
  return (
    <>
      {list.isError && !list.isFetchNextPageError && (
        <ErrorPanel error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.isPending && <Skeleton width="100%" height={height} />}
      {list.isSuccess && list.items.length === 0 && <EmptyState {...empty} />}
      {list.items.length > 0 && children}
      <LoadMore list={list} />
    </>
  );
}
