import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { isFinal, type Run } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useStartRun, type Start } from '../../hooks/useStartRun';
import { runsRouteRef } from '../../routes';

/** What a person can do with a run; each answers at once and tells afterwards if it failed. */
export function useRunActions(run: Run) {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const runsPath = useRouteRef(runsRouteRef);
  const { id } = run;
  const refresh = () =>
    client.invalidateQueries({ queryKey: queryKeys.run(id) });

  const rerun = useStartRun();
  const stop = useMutation({
    mutationFn: () => api.stopRun({ params: { id } }),
    onSuccess: refresh,
  });
  const clear = useMutation({
    mutationFn: () => api.clearRun({ params: { id } }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.deleteRun({ params: { id } }),
    onSuccess: () => {
      if (runsPath) navigate(runsPath());
    },
  });

  const failed = [rerun, stop, clear, remove].find(action => action.isError);
  return {
    rerun: (how: Omit<NonNullable<Start['again']>, 'runId'> = {}) =>
      rerun.start({
        pipelineId: run.pipeline.id,
        again: { runId: id, ...how },
      }),
    rerunning: rerun.isPending,
    stop,
    clear,
    remove,
    /** Asked to stop, and not yet ended. */
    stopping: (stop.isPending || stop.isSuccess) && !isFinal(run.status),
    failure: failed?.error ?? null,
    dismissFailure: () => failed?.reset(),
  };
}
