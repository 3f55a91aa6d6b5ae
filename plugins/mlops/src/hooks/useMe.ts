import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Me } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../api/mlopsApiRef';
import { queryKeys } from '../api/queryKeys';

/** Who looks at the page and what they may do; `undefined` until it is known. */
export function useMe(): Me | undefined {
  const api = useApi(mlopsApiRef);
  const me = useQuery({
    queryKey: queryKeys.me(),
    queryFn: ({ signal }) => api.getMe({ signal }),
    staleTime: 30_000,
  });
  return me.data;
}
