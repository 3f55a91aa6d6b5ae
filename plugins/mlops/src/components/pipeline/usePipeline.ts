import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useCoalesced } from '../../hooks/useCoalesced';
import { useRunSignal } from '../../hooks/useRunSignal';

/** Milliseconds between looks, in case a signal was lost. */
const POLL = 15_000;

/** One pipeline with its graph and its last runs, kept up to date. */
export function usePipeline(id: string) {
  const api = useApi(mlopsApiRef);
  const pipeline = useQuery({
    queryKey: queryKeys.pipeline(id),
    queryFn: ({ signal }) => api.getPipeline({ params: { id }, signal }),
    refetchInterval: POLL,
  });
  const { refetch } = pipeline;
  const look = useCoalesced(() => refetch({ cancelRefetch: false }));
  useRunSignal(({ pipelineId }) => pipelineId === id && look());
  return pipeline;
}
