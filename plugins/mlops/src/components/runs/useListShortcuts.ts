import { useEffect, useRef } from 'react';

interface ListKeys {
  ids: readonly string[];
  current: string | null;
  onMove(id: string): void;
  onOpen(id: string): void;
  onTick?(id: string): void;
}

/** `j` and `k` move through a list, `x` ticks, Enter opens; other uses of Enter keep theirs. */
export function useListShortcuts(keys: ListKeys) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { ids, current, onMove, onOpen, onTick } = latest.current;
      const busy =
        event.target instanceof Element &&
        event.target.closest(
          'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="listbox"], [role="menu"]',
        );
      if (busy) return;
      const at = current === null ? -1 : ids.indexOf(current);
      const next = { j: at + 1, k: at - 1 }[event.key];
      if (next !== undefined && ids[next] !== undefined) onMove(ids[next]);
      if (event.key === 'x' && at >= 0) onTick?.(ids[at]);
      if (event.key === 'Enter' && at >= 0 && event.target === document.body) {
        onOpen(ids[at]);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
