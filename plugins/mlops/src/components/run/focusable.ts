/** As a `ref`: a frame that scrolls takes the focus, so that arrow keys scroll it in every browser. */
export function focusable(element: HTMLElement | null) {
  if (element) element.tabIndex = 0;
}
