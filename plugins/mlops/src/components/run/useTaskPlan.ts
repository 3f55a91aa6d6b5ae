import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** What was decided for one task before the run began; `null` when the plan does not know it. */
export function useTaskPlan(run: string, task: string) {
  const api = useApi(mlopsApiRef);
  return useQuery({
    queryKey: queryKeys.runPlan(run, task),
    queryFn: async ({ signal }) => {
      const { tasks } = await api.getRunPlan({
        params: { id: run },
        query: { task },
        signal,
      });
      return tasks.find(({ name }) => name === task) ?? null;
    },
    // A plan never changes once the run exists.
    staleTime: Infinity,
  });
}
