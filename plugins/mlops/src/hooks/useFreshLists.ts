import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useCoalesced } from './useCoalesced';
import { useRunSignal } from './useRunSignal';

/** Asks again for the lists of runs and pipelines that are shown, whenever a run has changed. */
export function useFreshLists(): void {
  const client = useQueryClient();
  const look = useCoalesced(() =>
    Promise.all(
      [queryKeys.allRuns(), queryKeys.allPipelines()].map(queryKey =>
        client.invalidateQueries({ queryKey }, { cancelRefetch: false }),
      ),
    ),
  );
  useRunSignal(look);
}
