import { layout, type Flow, type GraphShape } from './layout';

/** What comes in; what goes out is its layout. */
export interface LayoutRequest {
  shape: GraphShape;
  flow: Flow;
}

// The global scope of a worker, of which the DOM types know nothing.
self.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  self.postMessage(layout(event.data.shape, event.data.flow));
});
