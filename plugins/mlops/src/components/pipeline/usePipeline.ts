import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** One pipeline with its graph and its last runs. */
export function usePipeline(id: string) {
  const api = useApi(mlopsApiRef);
  return useQuery({
    queryKey: queryKeys.pipeline(id),
    queryFn: ({ signal }) => api.getPipeline({ params: { id }, signal }),
  });
}
