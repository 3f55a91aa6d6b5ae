import { useSyncExternalStore } from 'react';

const ATTRIBUTE = 'data-theme-mode';

/** Whether the portal is light or dark now, as the theme says on the body of the page. */
export function useThemeMode(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, read);
}

function read(): 'light' | 'dark' {
  return document.body.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}
