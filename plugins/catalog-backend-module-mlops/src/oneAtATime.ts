/**
 * Work that never overlaps with itself. A call during a turn gets one further turn, shared with all other
 * calls of that time, so that whoever calls knows that a turn has begun after the call.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = () => {
    next = undefined;
    current = work().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (!current) return begin();
    // How the turn before ends is the business of those who asked for it.
    next ??= current.then(begin, begin);
    return next;
  };
}
