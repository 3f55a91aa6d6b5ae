import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../api/mlopsApiRef';
import { queryKeys } from '../api/queryKeys';
import { runRouteRef } from '../routes';

/** Starts a run of a pipeline and goes to its page. */
export function useStartRun() {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const runPath = useRouteRef(runRouteRef);
  return useMutation({
    mutationFn: (start: {
      pipelineId: string;
      parameters: Record<string, unknown>;
    }) =>
      api.startRun({
        params: { id: start.pipelineId },
        body: { parameters: start.parameters },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: queryKeys.allRuns() });
      void client.invalidateQueries({ queryKey: queryKeys.allPipelines() });
      navigate(runPath?.({ id }) ?? '/');
    },
  });
}
