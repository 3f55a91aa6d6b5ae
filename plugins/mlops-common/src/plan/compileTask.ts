import type { TaskPlan } from './RunPlan';
import { configuredEnvironment, mergeEnvironment } from './environment';
import { platformEnvironment } from './platformEnvironment';
import { selectNodes } from './selectNodes';
import type { TaskContext } from './TaskContext';
import { taskCommand, taskDirectory } from './taskCommand';
import { taskFiles } from './taskFiles';
import { taskMounts } from './taskMounts';
import { taskParameters } from './taskParameters';
import { askedResources, fixedResources } from './taskResources';
import { taskPrivilege } from './taskPrivilege';
import { taskRuntime } from './taskRuntime';

/**
 * Decides about one task.
 *
 * @returns `null` where nothing could run it; every other problem is told beside a plan, which is then not used
 */
export function compileTask(
  written: TaskContext,
  runDate: string,
  runLabels: Readonly<Record<string, string>>,
): TaskPlan | null {
  const { input, task, template, spec } = written;
  const parameters = taskParameters(written);
  const context = withParameters(written, parameters.values);
  const command = taskCommand(context);
  const runtime = taskRuntime(context, command === null);
  const env = configuredEnvironment(context);
  const asked = askedResources(context);
  const resources = fixedResources(context, env, asked);
  const labels = { ...runLabels, 'mlops/task': task.name };
  const workingDirectory = taskDirectory(context);
  const mounts = taskMounts(context);
  const files = taskFiles(context);
  const isPrivileged = taskPrivilege(context);
  if (runtime === null) return null;
  return {
    name: task.name,
    title: task.title ?? task.name,
    template: {
      name: template.name,
      version: template.version,
      digest: template.digest,
    },
    dependsOn: [...new Set(task.dependsOn)],
    skip: task.skip,
    ...(isPrivileged && { privileged: true }),
    runtime,
    argv: [...(command ?? []), ...parameters.argv],
    workingDirectory,
    env: mergeEnvironment([
      ...env,
      ...platformEnvironment(context, runDate, asked, labels),
    ]),
    mounts,
    resources,
    nodeSelector: selectNodes(input, resources),
    files,
    retry: task.retry ??
      spec.retry ??
      input.pipeline.spec.retry ?? { limit: 0, backoffSeconds: 0 },
    timeoutSeconds: task.timeoutSeconds ?? spec.timeoutSeconds ?? null,
    labels,
  };
}

/** Command, directory and environment can use the task's own parameters, for example those that are no arguments. */
function withParameters(
  context: TaskContext,
  parameters: Readonly<Record<string, unknown>>,
): TaskContext {
  const { names } = context.scope;
  return {
    ...context,
    scope: {
      ...context.scope,
      names: { ...names, task: { ...names.task, parameters } },
    },
  };
}
