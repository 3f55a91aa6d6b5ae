import { createHash, createHmac } from 'node:crypto';
import type { RunId, WorkloadId } from '@mlops/plugin-mlops-common';

/** Where a task finds what it is given and leaves what it makes. */
export const FOLDERS = {
  inputs: '/mlops/inputs',
  outputs: '/mlops/outputs',
  work: '/mlops/work',
} as const;

/** Names derive from ids, so that whoever makes an object twice makes the same one. */
export function workflowName(runId: RunId): string {
  return `mlops-${runId}`;
}

/** The config map of what one task is given. */
export function inputsName(runId: RunId, task: string): string {
  return `mlops-${runId}-${task}`;
}

/** The config map of files; tasks with the same files share it. */
export function filesName(
  id: RunId | WorkloadId,
  files: ReadonlyArray<{ path: string; mode: string; content: string }>,
): string {
  const digest = createHash('sha256')
    .update(
      JSON.stringify(
        files.map(({ path, mode, content }) => [path, mode, content]),
      ),
    )
    .digest('hex')
    .slice(0, 16);
  return `mlops-${id}-files.${digest}`;
}

/** The node of the workflow that waits for what a task is given; names of tasks have no capitals. */
export function waitName(task: string): string {
  return `${task}-Inputs`;
}

/**
 * Proves that an object on a cluster was made by this installation for this run: an HMAC of run id and namespace
 * under the key of the installation, cut to what a label can hold.
 *
 * @public
 */
export function proofOf(key: string, runId: RunId, namespace: string): string {
  return createHmac('sha256', key)
    .update(`${runId} ${namespace}`)
    .digest('hex')
    .slice(0, 40);
}

/** Names an installation on clusters that it may share with others, by its key and without telling it. */
export function installationOf(key: string): string {
  return createHmac('sha256', key)
    .update('installation')
    .digest('hex')
    .slice(0, 16);
}
