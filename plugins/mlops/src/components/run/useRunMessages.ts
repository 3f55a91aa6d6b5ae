import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { PlatformMessage } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** Milliseconds between looks while more may be said. */
const POLL = 5_000;

/** Pages read at most: what a platform says thousands of times, nobody reads. */
const PAGES = 10;

/** Messages of the platform about one task, or with `null` about the run and all its tasks. */
export function useRunMessages(
  run: string,
  task: string | null,
  live: boolean,
) {
  const api = useApi(mlopsApiRef);
  return useQuery({
    queryKey: queryKeys.runMessages(run, task),
    queryFn: async ({ signal }) => {
      const messages: PlatformMessage[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES; page += 1) {
        const { items, nextCursor } = await api.listRunMessages({
          params: { id: run },
          query: { task: task ?? undefined, limit: 200, cursor },
          signal,
        });
        messages.push(...items);
        if (nextCursor === null) break;
        cursor = nextCursor;
      }
      return messages;
    },
    refetchInterval: live ? POLL : false,
  });
}
