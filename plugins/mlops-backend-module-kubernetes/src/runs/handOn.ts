import type { RunPlan } from '@mlops/plugin-mlops-common';
import { inputsOf } from '../manifests/inputsOf';
import type { RunStates } from '../state/statesOf';
import type { ClusterRuns, OwnWorkflow } from './ClusterRuns';

/**
 * Gives tasks that wait for outputs of others what they are given, and lets them go on; one that cannot be given what
 * it needs fails with the reason. May be repeated.
 *
 * @param now - milliseconds since 1970
 */
export async function handOn(
  runs: ClusterRuns,
  plan: RunPlan,
  workflow: OwnWorkflow,
  { tasks, waiting }: Pick<RunStates, 'tasks' | 'waiting'>,
  now: number,
): Promise<void> {
  const options = runs.optionsFor(plan.runId, workflow.metadata.namespace);
  const read = (upstream: string, output: string) =>
    tasks.find(({ task }) => task === upstream)?.attempts.at(-1)?.values[
      output
    ];
  const finishedAt = new Date(now).toISOString();
  for (const { task: name, node } of waiting) {
    const task = plan.tasks.find(one => one.name === name);
    if (!task) continue;
    const inputs = inputsOf(plan, task, options, read);
    if (inputs.ok) await runs.createInput(inputs.value);
    const end = inputs.ok
      ? { phase: 'Succeeded' }
      : {
          phase: 'Failed',
          message: inputs.problems.map(({ message }) => message).join('; '),
        };
    await runs.patch(workflow, {
      status: { nodes: { [node]: { ...end, finishedAt } } },
    });
  }
}
