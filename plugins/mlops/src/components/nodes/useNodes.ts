import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RouteRequest } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** Milliseconds between two looks at the clusters. */
export const REFRESH_MS = 5_000;

/** Nodes at a time. */
const PAGE = 100;

export type NodesQuestion = Omit<
  NonNullable<RouteRequest<'listNodes'>['query']>,
  'cursor' | 'limit'
>;

/** Nodes that are asked for, as they are now, and every cluster. */
export function useNodes(question: NodesQuestion) {
  const api = useApi(mlopsApiRef);
  const query = useInfiniteQuery({
    queryKey: queryKeys.nodes(question),
    queryFn: ({ pageParam, signal }) =>
      api.listNodes({
        query: { ...question, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return {
    ...query,
    items: query.data?.pages.flatMap(page => page.items) ?? [],
    clusters: query.data?.pages[0]?.clusters ?? [],
  };
}
