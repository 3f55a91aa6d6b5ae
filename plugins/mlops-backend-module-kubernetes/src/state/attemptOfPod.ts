import type { ObservedPod } from './ObservedPod';

/** Which attempt of which task a pod is; `null` for one that is none, such as what a task has started itself. */
export function attemptOfPod({
  metadata,
}: ObservedPod): { task: string; attempt: number } | null {
  const node = metadata.annotations?.['workflows.argoproj.io/node-name'] ?? '';
  const [, task, number] = /\.([a-z0-9-]+)\((\d+)\)$/.exec(node) ?? [];
  return task === undefined ? null : { task, attempt: Number(number) + 1 };
}
