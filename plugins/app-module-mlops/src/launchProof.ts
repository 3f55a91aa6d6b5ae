const KEY = 'mlops-launch-proof';
const FRAGMENT = '#launch=';

/** Name of the header with the proof. */
export const PROOF_HEADER = 'x-launch-proof';

/**
 * Half of what lets the person at the machine in; the other half is a cookie. The launch address leads here with it
 * behind `#`. It is taken out of the address and kept for this origin, which unlike a cookie ends at the port.
 */
export function launchProof(): string | undefined {
  const { hash, pathname, search } = window.location;
  if (hash.startsWith(FRAGMENT)) {
    localStorage.setItem(KEY, hash.slice(FRAGMENT.length));
    window.history.replaceState(window.history.state, '', pathname + search);
  }
  return localStorage.getItem(KEY) ?? undefined;
}
