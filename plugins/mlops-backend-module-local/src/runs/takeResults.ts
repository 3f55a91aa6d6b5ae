import type { RunPlan } from '@mlops/plugin-mlops-common';
import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { DataFolder } from '../DataFolder';
import { linkFile, linkTree } from './linkTree';
import type { AttemptState } from './RunState';

/**
 * Takes the results that a plan lets be taken from an earlier run, and whose files are still there: outputs,
 * log and measurements of the earlier attempts become those of first attempts of this run. A task is only
 * taken with all that it depends on; all others are executed.
 *
 * @param attemptOf - an attempt that this engine knows of
 * @returns the attempts by the name of their task
 */
export async function takeResults(
  plan: RunPlan,
  data: DataFolder,
  attemptOf: (ref: AttemptRef) => AttemptState | undefined,
): Promise<Map<string, AttemptState>> {
  const taken = resultsOf(plan, attemptOf);
  for (const { name, reuse } of plan.tasks) {
    if (!reuse || !taken.has(name)) continue;
    const from = data.attempt({ ...reuse, task: name });
    const to = data.attempt({ runId: plan.runId, task: name, attempt: 1 });
    await linkTree(from.outputs, to.outputs);
    await linkFile(from.log, to.log);
    await linkFile(from.usage, to.usage);
  }
  return taken;
}

function resultsOf(
  plan: RunPlan,
  attemptOf: (ref: AttemptRef) => AttemptState | undefined,
): Map<string, AttemptState> {
  const taken = new Map<string, AttemptState>();
  for (const { name, reuse } of plan.tasks) {
    const earlier = reuse && attemptOf({ ...reuse, task: name });
    if (earlier && /^(succeeded|reused)$/.test(earlier.status)) {
      taken.set(name, {
        ...earlier,
        status: 'reused',
        // It took no time and used nothing in this run.
        startedAt: null,
        finishedAt: null,
        peak: null,
      });
    }
  }
  const done = (name: string) =>
    taken.has(name) || plan.tasks.some(task => task.name === name && task.skip);
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const { name, dependsOn } of plan.tasks) {
      if (!dependsOn.every(done)) taken.delete(name);
    }
  }
  return taken;
}
