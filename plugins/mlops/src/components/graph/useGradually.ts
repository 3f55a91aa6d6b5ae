import { useEffect, useState } from 'react';

/** How many are added a frame: some 10 ms of work on a small machine. */
const BATCH = 24;

/**
 * The names, of which many new ones come in over several frames, so that the page answers meanwhile. Those
 * that go are gone at once.
 */
export function useGradually(names: readonly string[]): readonly string[] {
  const [shown, setShown] = useState<readonly string[]>(() =>
    names.slice(0, BATCH),
  );
  const next = grow(shown, names);
  const complete = next.length === names.length;
  useEffect(() => {
    if (complete && next === shown) return undefined;
    const frame = requestAnimationFrame(() => setShown(next));
    return () => cancelAnimationFrame(frame);
  });
  const wanted = new Set(names);
  return shown.filter(name => wanted.has(name));
}

/** What is shown one frame later; the same array where nothing changes. */
function grow(
  shown: readonly string[],
  names: readonly string[],
): readonly string[] {
  const known = new Set(shown);
  let room = BATCH;
  const next = names.filter(name => known.has(name) || room-- > 0);
  const same =
    next.length === shown.length &&
    next.every((name, at) => name === shown[at]);
  return same ? shown : next;
}
