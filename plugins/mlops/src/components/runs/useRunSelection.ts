import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal, type RunSummary } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** The ticked runs of a list, and what can be done with them together. */
export function useRunSelection(runs: readonly RunSummary[]) {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const selected = runs.filter(run => ticked.has(run.id));

  const tick = useCallback(
    (id: string, on: boolean) =>
      setTicked(before => {
        const after = new Set(before);
        if (on) after.add(id);
        else after.delete(id);
        return after;
      }),
    [],
  );

  const done = () => {
    setTicked(new Set());
    return client.invalidateQueries({ queryKey: queryKeys.allRuns() });
  };
  const stop = useMutation({
    mutationFn: (chosen: readonly RunSummary[]) =>
      oneByOne(chosen, ({ id }) => api.stopRun({ params: { id } })),
    onSettled: done,
  });
  const remove = useMutation({
    mutationFn: (chosen: readonly RunSummary[]) =>
      oneByOne(chosen, ({ id }) => api.deleteRun({ params: { id } })),
    onSettled: done,
  });

  return {
    ticked,
    selected,
    stoppable: selected.filter(run => !isFinal(run.status)),
    removable: selected.filter(run => isFinal(run.status)),
    stop,
    remove,
    failure: stop.error ?? remove.error,
    tick,
    tickAll: (on: boolean) =>
      setTicked(new Set(on ? runs.map(({ id }) => id) : [])),
  };
}

/** In turn, so that the first refusal ends it and a long list does not overrun the backend. */
async function oneByOne(
  runs: readonly RunSummary[],
  act: (run: RunSummary) => Promise<void>,
) {
  for (const run of runs) await act(run);
}
