import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useRunSignal } from '../../hooks/useRunSignal';
import { runQuery, type RunFilters } from './runFilters';

const PAGE = 50;

/** Milliseconds between looks, in case a signal was lost: while something goes on, and otherwise. */
const POLL_ACTIVE = 5_000;
const POLL_CALM = 30_000;

/** Runs, newest first, page after page; every page already shown is kept up to date. */
export function useRunList(filters: RunFilters, pipelineId?: string) {
  const api = useApi(mlopsApiRef);
  useRunSignal();
  return useInfiniteQuery({
    queryKey: queryKeys.runs({ ...filters, pipeline: pipelineId }),
    queryFn: ({ pageParam, signal }) =>
      api.listRuns({
        query: {
          ...runQuery(filters, Date.now()),
          pipeline: pipelineId,
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: before => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) =>
        items.some(run => !isFinal(run.status)),
      )
        ? POLL_ACTIVE
        : POLL_CALM,
  });
}
