import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useCoalesced } from '../../hooks/useCoalesced';
import { useRunSignal } from '../../hooks/useRunSignal';

/** Milliseconds between looks at a run that goes on, in case a signal was lost. */
const POLL = 5_000;

/** A run with its tasks, kept up to date until it has ended. */
export function useRun(id: string) {
  const api = useApi(mlopsApiRef);
  const query = useQuery({
    queryKey: queryKeys.run(id),
    queryFn: ({ signal }) => api.getRun({ params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data && isFinal(state.data.status) ? false : POLL,
  });
  const { refetch } = query;
  const look = useCoalesced(() => refetch({ cancelRefetch: false }));
  useRunSignal(({ runId }) => runId === id && look());
  return query;
}
