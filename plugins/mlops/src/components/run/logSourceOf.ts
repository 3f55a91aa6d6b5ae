import type { MlopsClient } from '@mlops/plugin-mlops-common';
import type { LogSource } from '../log/LogSource';

/** The log of one attempt as the API gives it. */
export function logSourceOf(
  api: MlopsClient,
  run: string,
  task: string,
  attempt: number,
): LogSource {
  return {
    async read({ offset, limit, follow, signal }) {
      const response = await api.getLog({
        params: { id: run, task },
        query: { attempt, offset, limit, follow: follow || undefined },
        signal,
      });
      return {
        size: Number(response.headers.get('X-Log-Size') ?? 0),
        bytes: response.body ?? new Blob([]).stream(),
      };
    },
  };
}
