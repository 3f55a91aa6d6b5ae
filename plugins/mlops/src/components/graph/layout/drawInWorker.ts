import type { Drawings } from './drawings';
import type { DrawingRequest } from './drawingWorker';
import type { GraphShape } from './GraphLayout';

/**
 * Draws a large graph without holding up the page.
 *
 * @throws Error when the worker could not be loaded or failed.
 */
export function drawInWorker(shape: GraphShape): Promise<Drawings> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./drawingWorker.ts', import.meta.url));
    worker.addEventListener('message', (event: MessageEvent<Drawings>) => {
      resolve(event.data);
      worker.terminate();
    });
    worker.addEventListener('error', event => {
      reject(new Error(event.message || 'The worker that draws did not start'));
      worker.terminate();
    });
    const request: DrawingRequest = {
      shape: shape.map(({ name, dependsOn }) => ({ name, dependsOn })),
    };
    worker.postMessage(request);
  });
}
