import { draw } from './drawings';
import type { GraphShape } from './GraphLayout';

/** What comes in; what goes out are its drawings. */
export interface DrawingRequest {
  shape: GraphShape;
}

// The global scope of a worker, of which the DOM types know nothing.
self.addEventListener('message', (event: MessageEvent<DrawingRequest>) => {
  self.postMessage(draw(event.data.shape));
});
