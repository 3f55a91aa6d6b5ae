import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useSignal } from '@backstage/plugin-signals-react';
import { queryKeys } from '../api/queryKeys';

/** What the backend tells when a run has changed. */
type RunSignal = { runId: string; pipelineId: string; status: string };

/** Asks again for what a signal says has changed: one run, or every list of runs. */
export function useRunSignal(runId?: string): void {
  const client = useQueryClient();
  const { lastSignal } = useSignal<RunSignal>('mlops:runs');
  useEffect(() => {
    if (!lastSignal) return;
    if (runId === undefined) {
      void client.invalidateQueries({ queryKey: queryKeys.allRuns() });
      void client.invalidateQueries({ queryKey: queryKeys.allPipelines() });
      void client.invalidateQueries({
        queryKey: queryKeys.pipeline(lastSignal.pipelineId),
      });
    } else if (lastSignal.runId === runId) {
      void client.invalidateQueries({ queryKey: queryKeys.run(runId) });
    }
  }, [client, lastSignal, runId]);
}
