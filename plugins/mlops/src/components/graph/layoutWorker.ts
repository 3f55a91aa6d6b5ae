import { layout, type GraphShape } from './layout';

// The global scope of a worker, of which the DOM types know nothing: what comes in is a shape, what
// goes out its layout.
self.addEventListener('message', (event: MessageEvent<GraphShape>) => {
  self.postMessage(layout(event.data));
});
