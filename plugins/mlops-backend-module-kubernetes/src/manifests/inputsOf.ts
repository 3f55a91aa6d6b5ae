import {
  formatNodeSelector,
  type Checked,
  type RunPlan,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { ConfigMap, ObjectMeta } from './core';
import { labelsOf } from './labelsOf';
import type { ManifestOptions } from './ManifestOptions';
import { filesName, inputsName } from './names';
import {
  configMapOf,
  programFiles,
  programInputs,
  programTexts,
  type ReadOutput,
} from './programInputs';

/** Whether a task is given outputs of upstream tasks, which exist only while the run goes on. */
export function needsOutputs(task: TaskPlan): boolean {
  return programTexts(task).some(([, text]) => typeof text !== 'string');
}

/**
 * Command and environment of a task, as the config map from which its container takes them.
 *
 * @returns problems where an output is missing or cannot be filtered, or where it is more than a config map holds
 */
export function inputsOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
  read: ReadOutput,
): Checked<ConfigMap> {
  const data = programInputs(task, read);
  if (!data.ok) return data;
  return configMapOf(
    metadataOf(inputsName(plan.runId, task.name), plan, options),
    {
      ...data.value,
      // What a task makes itself is removed with its run only where it bears the proof too.
      MLOPS_LABELS: formatNodeSelector({
        ...labelsOf(plan, options),
        ...task.labels,
      }),
    },
    `command and environment of task "${task.name}"`,
  );
}

/** Files that travel with a task, or `null` where there are none. */
export function filesOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
): Checked<ConfigMap> | null {
  if (task.files.length === 0) return null;
  return configMapOf(
    metadataOf(filesName(plan.runId, task.files), plan, options),
    programFiles(task),
    `files of task "${task.name}"`,
  );
}

function metadataOf(
  name: string,
  plan: RunPlan,
  options: ManifestOptions,
): ObjectMeta {
  const { namespace } = options;
  return { name, namespace, labels: labelsOf(plan, options) };
}
