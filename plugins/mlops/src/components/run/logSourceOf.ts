import type { MlopsClient } from '@mlops/plugin-mlops-common';
import type { LogSource } from '../log/LogSource';

/** The log of one attempt as the API gives it. */
export function logSourceOf(
  api: MlopsClient,
  run: string,
  task: string,
  attempt: number,
): LogSource {
  const params = { id: run, task };
  return {
    async read({ offset, limit, follow, signal }) {
      const response = await api.getLog({
        params,
        query: { attempt, offset, limit, follow: follow || undefined },
        signal,
      });
      return {
        size: Number(response.headers.get('X-Log-Size') ?? 0),
        bytes: bodyOf(response),
      };
    },
    index: signal => api.getLogIndex({ params, query: { attempt }, signal }),
    times: (range, signal) =>
      api.getLogTimes({ params, query: { attempt, ...range }, signal }),
    async search({ text, from, signal }) {
      const query = { attempt, text, from };
      return bodyOf(await api.searchLog({ params, query, signal }));
    },
    async firstError(signal) {
      const query = { attempt };
      return (await api.getFirstError({ params, query, signal })).found;
    },
  };
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  return response.body ?? new Blob([]).stream();
}
