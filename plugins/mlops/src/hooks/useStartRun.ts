import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type { RouteRequest } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../api/mlopsApiRef';
import { queryKeys } from '../api/queryKeys';
import { runRouteRef } from '../routes';

const mutationKey = ['mlops', 'startRun'];

/** A new run of a pipeline, or another one of a run. */
export interface Start {
  pipelineId: string;
  parameters?: Record<string, unknown>;
  again?: { runId: string } & Omit<RouteRequest<'rerun'>['body'], 'parameters'>;
}

/** Starts a run of a pipeline and goes to its page. A second press before the answer is the same wish. */
export function useStartRun() {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const runPath = useRouteRef(runRouteRef);
  const mutation = useMutation({
    mutationKey,
    mutationFn: ({ pipelineId, parameters, again }: Start) => {
      if (!again) {
        return api.startRun({
          params: { id: pipelineId },
          body: { parameters },
        });
      }
      const { runId, ...how } = again;
      return api.rerun({
        params: { id: runId },
        body: { ...how, parameters },
      });
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: queryKeys.allRuns() });
      void client.invalidateQueries({ queryKey: queryKeys.allPipelines() });
      navigate(runPath?.({ id }) ?? '/');
    },
  });
  return {
    ...mutation,
    start: (start: Start) => {
      // The memory of mutations knows at once, the state of a component only after it was drawn again.
      const underWay = client.isMutating({
        mutationKey,
        predicate: ({ state }) => isOf(state.variables, start.pipelineId),
      });
      if (underWay === 0) mutation.mutate(start);
    },
  };
}

function isOf(variables: unknown, pipelineId: string): boolean {
  return (
    typeof variables === 'object' &&
    variables !== null &&
    'pipelineId' in variables &&
    variables.pipelineId === pipelineId
  );
}
