import type { RunTask } from '@mlops/plugin-mlops-common';

/** How many tasks a rerun of what failed would execute: those that left no result. */
export function remaining(tasks: readonly RunTask[]): number {
  return tasks.filter(
    ({ status }) => status !== 'succeeded' && status !== 'reused',
  ).length;
}
