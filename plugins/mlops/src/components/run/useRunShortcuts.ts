import { useEffect, useRef } from 'react';
import { isFinal, type Run, type RunTask } from '@mlops/plugin-mlops-common';
import type { RunLocation } from './runLocation';

/** What the keys of the run page act on. */
interface Target {
  run: Run;
  /** The tasks to walk through, in their order. */
  listed: readonly RunTask[];
  selected: string | null;
  go(change: Partial<RunLocation>): void;
  rerun(): void;
}

/** `l` log, `g` graph, `j` and `k` next and previous task, `r` rerun. */
export function useRunShortcuts(target: Target) {
  const latest = useRef(target);
  latest.current = target;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { run, listed, selected, go, rerun } = latest.current;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && isTyping(event.target)) return;
      const names = listed.map(task => task.name);
      const at = selected === null ? -1 : names.indexOf(selected);
      const step = (index: number) => {
        if (names[index]) go({ task: names[index], attempt: null });
      };
      const { key } = event;
      if (key === 'l') go({ task: selected ?? names[0] ?? null, tab: 'log' });
      if (key === 'g') go({ view: 'graph' });
      if (key === 'j') step(at + 1);
      if (key === 'k') step(at - 1);
      // While a run goes on, a rerun would stop it: too much for a slip of the finger.
      if (key === 'r' && isFinal(run.status)) rerun();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(element: Element): boolean {
  return (
    element.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]',
    ) !== null
  );
}
