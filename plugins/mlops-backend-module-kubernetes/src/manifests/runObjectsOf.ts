import type {
  Checked,
  Problem,
  RunPlan,
  TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { Workflow } from './argo';
import type { ConfigMap } from './core';
import { filesOf, inputsOf, needsOutputs } from './inputsOf';
import type { ManifestOptions } from './ManifestOptions';
import { refuseGpuShares } from './resourcesOf';
import { foreignTags } from './tags';
import { workflowOf } from './workflowOf';

/** Everything that a run is on a cluster at its start. @public */
export interface RunObjects {
  workflow: Workflow;
  /** What tasks are given; made before the workflow. */
  configMaps: ConfigMap[];
  /**
   * Tasks that are given outputs of upstream tasks. The workflow waits before each of them, at its node
   * `<task>-Inputs`, until the config map of what it is given was made.
   */
  waiting: string[];
}

/**
 * A run as objects of Kubernetes. Pure: the same plan gives the same objects.
 *
 * No text of a user stands in the workflow, where Argo would evaluate what is between double braces. Commands and
 * environments are values of config maps, which Kubernetes hands to containers as they are; what must stand in the
 * workflow, such as the path of a mount, is refused when it holds such braces.
 *
 * @returns problems where a task cannot be told to a cluster
 * @public
 */
export function runObjectsOf(
  plan: RunPlan,
  options: ManifestOptions,
): Checked<RunObjects> {
  const workflow = workflowOf(plan, options);
  const executed = plan.tasks.filter(({ skip }) => !skip);
  const problems: Problem[] = [
    ...executed.flatMap(task => refuseGpuShares(`task "${task.name}"`, task)),
    ...executed.flatMap(task => refusePrivilege(task, options)),
    ...foreignTags(workflow),
  ];
  const configMaps = new Map<string, ConfigMap>();
  const keep = (made: Checked<ConfigMap> | null) => {
    if (made?.ok) configMaps.set(made.value.metadata.name, made.value);
    else problems.push(...(made?.problems ?? []));
  };
  for (const task of executed) {
    keep(filesOf(plan, task, options));
    if (!needsOutputs(task)) {
      keep(inputsOf(plan, task, options, () => undefined));
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      workflow,
      configMaps: [...configMaps.values()],
      waiting: executed.filter(needsOutputs).map(({ name }) => name),
    },
  };
}

/** A run may have waited for longer than the release of a template has lasted. */
function refusePrivilege(
  { name, privileged, template }: TaskPlan,
  options: Pick<ManifestOptions, 'privileged'>,
): Problem[] {
  const version = `${template.name}@${template.version}`;
  if (!privileged || options.privileged.includes(version)) return [];
  return [
    {
      path: ['tasks', name],
      message: `task "${name}": "${version}" is not released for privilege any more; an administrator does that in mlops.privileged`,
    },
  ];
}
