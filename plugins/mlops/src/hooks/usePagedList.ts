import {
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';

/** What the API answers for a page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** How the loading of a list stands. */
export type PagedState = Pick<
  UseInfiniteQueryResult,
  | 'error'
  | 'isError'
  | 'isPending'
  | 'isSuccess'
  | 'hasNextPage'
  | 'isFetchingNextPage'
  | 'isFetchNextPageError'
  | 'fetchNextPage'
  | 'refetch'
>;

/** A list of the API, page by page as somebody asks for more; what was there stays while the filter changes. */
export function usePagedList<T>(
  queryKey: readonly unknown[],
  list: (request: {
    cursor: string | undefined;
    signal: AbortSignal;
  }) => Promise<Page<T>>,
  options: { enabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => list({ cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...options,
  });
  return {
    ...query,
    items: query.data?.pages.flatMap(page => page.items) ?? [],
  };
}
