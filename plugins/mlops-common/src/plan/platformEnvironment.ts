import { formatNodeSelector } from '../language/nodeSelector';
import { formatResources, type Resources } from '../language/resources';
import type { EnvEntry } from './ProgramPlan';
import type { TaskContext } from './TaskContext';

/**
 * What the platform tells a task about itself. `MLOPS_OUTPUTS`, `MLOPS_INPUTS` and `MLOPS_ATTEMPT` are
 * added by the engine, which alone knows them.
 *
 * @param asked - the resources that the user set, also where the template fixes others
 */
export function platformEnvironment(
  { input, task }: TaskContext,
  runDate: string,
  asked: Resources,
  labels: Readonly<Record<string, string>>,
): EnvEntry[] {
  const { pipeline, project, run } = input;
  const resources = formatResources(asked);
  return Object.entries({
    MLOPS_RUN_ID: run.id,
    MLOPS_RUN_NUMBER: String(run.number),
    MLOPS_RUN_DATE: runDate,
    MLOPS_PIPELINE: pipeline.name,
    MLOPS_PIPELINE_ID: pipeline.id,
    MLOPS_TASK: task.name,
    MLOPS_PROJECT: project.name,
    MLOPS_CREATED_BY: run.createdBy ?? '',
    MLOPS_TRIGGER: run.trigger,
    MLOPS_LABELS: formatNodeSelector(labels),
    MLOPS_TASK_RESOURCE_CPU: resources.cpu,
    MLOPS_TASK_RESOURCE_MEMORY: resources.memory,
    MLOPS_TASK_RESOURCE_GPU: resources.gpu,
  }).map(([name, value]) => ({ name, value }));
}
