import { useMemo, useRef } from 'react';
import { Coalescer } from './Coalescer';

/** Milliseconds of rest between two looks that signals ask for. */
const REST = 300;

/** A function that does `work` again soon, however often it is called; see `Coalescer`. */
export function useCoalesced(work: () => Promise<unknown>): () => void {
  const latest = useRef(work);
  latest.current = work;
  const coalescer = useMemo(
    () => new Coalescer(() => latest.current(), REST),
    [],
  );
  return coalescer.ask;
}
