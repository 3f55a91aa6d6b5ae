import { queryOptions } from '@tanstack/react-query';
import type { MlopsClient } from '@mlops/plugin-mlops-common';
import { queryKeys } from './queryKeys';

/** The question who looks at the page and what they may do. */
export function meQuery(api: MlopsClient) {
  return queryOptions({
    queryKey: queryKeys.me(),
    queryFn: ({ signal }) => api.getMe({ signal }),
    staleTime: 30_000,
    // Changes come by signal; this is for where signals do not.
    refetchInterval: 60_000,
  });
}
