import { formatMemory, type TaskPlan } from '@mlops/plugin-mlops-common';
import type { WorkflowNode } from './WorkflowStatus';

/** How an attempt failed, in the words that every engine uses. */
export function explainAttempt(node: WorkflowNode, task: TaskPlan): string {
  const message = node.message ?? '';
  if (/active .*longer than the specified deadline/i.test(message)) {
    return `it took longer than ${task.timeoutSeconds} s`;
  }
  if (message.includes('OOMKilled')) {
    return `out of memory: it used more than its limit of ${formatMemory(
      task.resources.memory,
    )}`;
  }
  const exitCode = exitCodeOf(node);
  // What Argo says beside an exit code is the name of the container and the code again.
  if (exitCode !== null && exitCode !== 0 && /exit code \d+/.test(message)) {
    return `it ended with exit code ${exitCode}`;
  }
  return message || 'the cluster does not say why';
}

export function exitCodeOf({ outputs }: WorkflowNode): number | null {
  const code = outputs?.exitCode;
  return code !== undefined && /^\d+$/.test(code) ? Number(code) : null;
}
