import type { PlannedTask } from '../api/schemas';
import { formatMounts } from '../language/mounts';
import { formatResources } from '../language/resources';
import { formatPlanText } from './formatPlanText';
import type { EnvEntry } from './ProgramPlan';
import type { RunPlan, TaskPlan } from './RunPlan';

/** Stands where a secret would be. */
const SECRET = '•••';

/**
 * What will run or did run, in words that may be shown: secrets are `•••`, outputs that are not there yet
 * read `{{ tasks.x.outputs.y }}`.
 *
 * @public
 */
export function describePlan(plan: RunPlan): PlannedTask[] {
  return plan.tasks.map(describeTask);
}

function describeTask(task: TaskPlan): PlannedTask {
  return {
    name: task.name,
    runtime: task.runtime.kind === 'container' ? task.runtime.image : 'process',
    privileged: task.privileged ?? false,
    requirements:
      task.runtime.kind === 'process'
        ? [...(task.runtime.python?.requirements ?? [])]
        : [],
    argv: task.argv.map(formatPlanText),
    workingDirectory: task.workingDirectory,
    env: task.env.map(describeVariable),
    mounts: task.mounts.map(mount => formatMounts([mount])),
    resources: formatResources(task.resources),
    nodeSelector: { ...task.nodeSelector },
    files: task.files.map(file => ({ ...file })),
    inputs: [...task.dependsOn],
    timeoutSeconds: task.timeoutSeconds,
    retries: task.retry.limit,
  };
}

function describeVariable(entry: EnvEntry): PlannedTask['env'][number] {
  return 'secretRef' in entry
    ? { name: entry.name, value: SECRET, secret: true }
    : { name: entry.name, value: formatPlanText(entry.value), secret: false };
}
