/** Gives every element a size, which jsdom does not, so that virtual lists and graphs draw something. */
export function layoutInTests() {
  const sized = { configurable: true, get: () => 600 };
  for (const name of [
    'offsetHeight',
    'offsetWidth',
    'clientHeight',
    'clientWidth',
  ]) {
    Object.defineProperty(HTMLElement.prototype, name, sized);
  }
  Object.assign(window, {
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
    IntersectionObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
    DOMMatrixReadOnly: class {
      m22 = 1;
    },
  });
}
