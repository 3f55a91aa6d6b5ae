import { useEffect, useState } from 'react';
import { TerminalShelf } from './TerminalShelf';

/** A shelf for the terminals of a page; with the page they end. */
export function useTerminalShelf(): TerminalShelf {
  const [shelf] = useState(() => new TerminalShelf());
  useEffect(() => () => shelf.dispose(), [shelf]);
  return shelf;
}
