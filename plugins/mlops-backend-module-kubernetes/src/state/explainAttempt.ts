import { formatBytes, type TaskPlan } from '@mlops/plugin-mlops-common';
import { explainAdmission } from './explainAdmission';
import type { WorkflowNode } from './WorkflowStatus';

/**
 * How an attempt failed, in the words that every engine uses.
 *
 * @param removal - how its pod went, if it did not end by itself
 */
export function explainAttempt(
  node: WorkflowNode,
  task: TaskPlan,
  removal: string | null,
): string {
  const message = node.message ?? '';
  if (/active .*longer than the specified deadline/i.test(message)) {
    return `it took longer than ${task.timeoutSeconds} s`;
  }
  if (isOutOfMemory(node)) {
    return `out of memory: it used more than its limit of ${formatBytes(
      task.resources.memory.limitBytes,
    )}`;
  }
  if (/^wait: Error .*workflowtaskresults/.test(message)) {
    return 'Argo could not tell how it ended: the API server of the cluster was away for more than a minute';
  }
  if (removal !== null) return removal;
  const exitCode = exitCodeOf(node);
  // What Argo says beside an exit code is the name of the container and the code again.
  if (exitCode !== null && exitCode !== 0 && /exit code \d+/.test(message)) {
    return `it ended with exit code ${exitCode}`;
  }
  return message ? explainAdmission(message) : 'the cluster does not say why';
}

/** Whether it was ended since it used more memory than its limit. */
export function isOutOfMemory({ message }: WorkflowNode): boolean {
  return message?.includes('OOMKilled') ?? false;
}

export function exitCodeOf({ outputs }: WorkflowNode): number | null {
  const code = outputs?.exitCode;
  return code !== undefined && /^\d+$/.test(code) ? Number(code) : null;
}
