import { parseResources, type Resources } from '../language/resources';
import type { ResourcesDefinition } from '../definition/shared';
import type { EnvEntry } from './ProgramPlan';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';

/** Of a task that nobody has said anything about. */
const DEFAULT: Resources = {
  cpu: { requestMillicores: 1000, limitMillicores: 1000 },
  memory: { requestBytes: 1e9, limitBytes: 1e9 },
  gpu: { count: 0, type: null },
};

/** What the user asked for: the task's own values, else the template's, else the configured ones. */
export function askedResources(context: TaskContext): Resources {
  const { input, spec, task } = context;
  const configured = parseResources(input.config.resources);
  const ofTemplate = parseResources(spec.resources);
  const ofTask = parseResources(task.resources);
  if (!configured.ok) {
    for (const { message } of configured.problems) {
      context.problems.add([], `configuration of mlops.resources: ${message}`);
    }
  }
  if (!ofTemplate.ok) {
    for (const { message } of ofTemplate.problems) {
      refuseTemplate(context, message);
    }
  }
  if (!ofTask.ok) {
    for (const { path, message } of ofTask.problems) {
      refuseTask(context, ['resources', ...path], message);
    }
  }
  return {
    ...DEFAULT,
    ...(configured.ok ? configured.value : {}),
    ...(ofTemplate.ok ? ofTemplate.value : {}),
    ...(ofTask.ok ? ofTask.value : {}),
  };
}

/** What the task runs with: the template's `TASK_RESOURCE_*` are stronger than what was asked for. */
export function fixedResources(
  context: TaskContext,
  env: readonly EnvEntry[],
  asked: Resources,
): Resources {
  const definition: ResourcesDefinition = {};
  for (const part of ['cpu', 'memory', 'gpu'] as const) {
    const name = `TASK_RESOURCE_${part.toUpperCase()}`;
    const entry = env.find(variable => variable.name === name);
    if (entry) {
      if ('value' in entry && typeof entry.value === 'string') {
        definition[part] = entry.value;
      } else {
        refuseTemplate(
          context,
          `${name} must be plain text such as "4", known before the run`,
        );
      }
    }
  }
  const fixed = parseResources(definition);
  if (fixed.ok) return { ...asked, ...fixed.value };
  for (const { message } of fixed.problems) {
    refuseTemplate(context, `TASK_RESOURCE_…: ${message}`);
  }
  return asked;
}
