import type { Flow, GraphLayout, GraphShape } from './layout';
import type { LayoutRequest } from './layoutWorker';

/**
 * Lays out a large graph without holding up the page.
 *
 * @throws Error when the worker could not be loaded or failed.
 */
export function layoutInWorker(
  shape: GraphShape,
  flow: Flow,
): Promise<GraphLayout> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./layoutWorker.ts', import.meta.url));
    worker.addEventListener('message', (event: MessageEvent<GraphLayout>) => {
      resolve(event.data);
      worker.terminate();
    });
    worker.addEventListener('error', event => {
      reject(new Error(event.message || 'The layout worker did not start'));
      worker.terminate();
    });
    const request: LayoutRequest = {
      shape: shape.map(({ name, dependsOn }) => ({ name, dependsOn })),
      flow,
    };
    worker.postMessage(request);
  });
}
