import { useRef } from 'react';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { nextOpening, openingTask, type Opening } from './openingTask';

/** The task that is shown while nobody chose one; see `nextOpening`. */
export function useOpeningTask(tasks: readonly RunTask[]): string | null {
  const shown = useRef<Opening | null>(null);
  const now = Date.now();
  shown.current = shown.current
    ? nextOpening(shown.current, tasks, now)
    : { task: openingTask(tasks), since: now };
  return shown.current.task;
}
