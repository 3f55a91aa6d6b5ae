import { useCallback } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal, type MlopsClient } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useCoalesced } from '../../hooks/useCoalesced';
import { useRunSignal } from '../../hooks/useRunSignal';
import {
  appendPage,
  firstPage,
  keepPlace,
  patchRows,
  takeHead,
  type ListedRuns,
} from './listedRuns';
import { runQuery, type RunFilters } from './runFilters';

/** Runs looked at again and again, and runs that each further page brings. */
const HEAD = 50;
const PAGE = 200;

/** Rows below the head that are looked at again in one go, those in sight first. */
const AGAIN = 50;

/** Milliseconds between looks, in case a signal was lost: while something goes on, and otherwise. */
const POLL_ACTIVE = 5_000;
const POLL_CALM = 30_000;

/**
 * Runs, newest first. Rows change where they stand; new ones come in at the top while the person is there,
 * and wait to be called for while they read further down.
 */
export function useRunList(
  filters: RunFilters,
  place: { pipelineId?: string; isAtTop(): boolean; firstInSight(): number },
) {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const queryKey = queryKeys.runs({ ...filters, of: place.pipelineId });
  const known = () => client.getQueryData<ListedRuns>(queryKey);
  const askPage = async (asOf: number, limit: number, cursor?: string) => ({
    ...(await api.listRuns({
      query: { ...runQuery(filters, asOf, place.pipelineId), limit, cursor },
    })),
    asOf,
  });

  const list = useQuery({
    queryKey,
    queryFn: async (): Promise<ListedRuns> => {
      const head = await askPage(askedAt(known()), HEAD);
      const before = known();
      if (!before) return firstPage(head);
      const after = place.isAtTop()
        ? takeHead(before, head)
        : keepPlace(before, head);
      return lookAgain(api, after, place.firstInSight());
    },
    placeholderData: before => before,
    // Rows that are equal were kept already; comparing thousands of others takes too long.
    structuralSharing: false,
    refetchInterval: ({ state }) =>
      state.data?.rows.some(run => !isFinal(run.status))
        ? POLL_ACTIVE
        : POLL_CALM,
  });

  const { refetch } = list;
  useRunSignal(useCoalesced(() => refetch({ cancelRefetch: false })));

  const more = useMutation({
    mutationFn: async ({ asOf, nextCursor }: ListedRuns) =>
      askPage(asOf, PAGE, nextCursor ?? undefined),
    onSuccess: page =>
      client.setQueryData<ListedRuns>(
        queryKey,
        now => now && appendPage(now, page),
      ),
  });
  const loadMore = () => {
    const before = known();
    if (before?.nextCursor && !more.isPending) more.mutate(before);
  };

  const showNew = useCallback(
    () =>
      client.setQueryData<ListedRuns>(
        queryKey,
        now => now && takeHead(now, now.head),
      ),
    [client, queryKey],
  );
  return { ...list, more, loadMore, showNew };
}

/** Further pages belong to the question of the first; a list of one page may be asked for anew. */
function askedAt(list: ListedRuns | undefined): number {
  return list && list.rows.length > HEAD ? list.asOf : Date.now();
}

/** The rows below the head that go on, as they are now. */
async function lookAgain(
  api: MlopsClient,
  list: ListedRuns,
  firstInSight: number,
): Promise<ListedRuns> {
  const seen = new Set(list.head.items.map(({ id }) => id));
  const open = list.rows
    .map(({ id, status }, index) => ({ id, status, index }))
    .filter(({ id, status }) => !isFinal(status) && !seen.has(id))
    .sort(
      (a, b) =>
        Math.abs(a.index - firstInSight) - Math.abs(b.index - firstInSight),
    )
    .slice(0, AGAIN)
    .map(({ id }) => id);
  if (open.length === 0) return list;
  const { items } = await api.listRuns({ query: { id: open, limit: AGAIN } });
  return patchRows(list, items, open);
}
