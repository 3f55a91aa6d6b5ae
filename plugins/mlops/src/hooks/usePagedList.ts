import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

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
