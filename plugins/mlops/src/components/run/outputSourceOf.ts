import type { MlopsClient } from '@mlops/plugin-mlops-common';
import type { OutputSource } from '../outputs/OutputSource';

/** The files that an attempt left, as the API gives them. */
export function outputSourceOf(
  api: MlopsClient,
  run: string,
  task: string,
  attempt: number,
): OutputSource {
  return {
    key: ['mlops', 'outputs', run, task, String(attempt)],
    async read(path, limit, signal) {
      const response = await api.getOutput({
        params: { id: run, task, path },
        headers: limit === null ? {} : { Range: `bytes=0-${limit - 1}` },
        signal,
      });
      return response.blob();
    },
  };
}
