import type { GraphLayout, GraphShape } from './layout';

/**
 * Lays out a large graph without holding up the page.
 *
 * @throws Error when the worker could not be loaded or failed.
 */
export function layoutInWorker(shape: GraphShape): Promise<GraphLayout> {
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
    worker.postMessage(
      shape.map(({ name, dependsOn }) => ({ name, dependsOn })),
    );
  });
}
