import {
  formatNodeSelector,
  resolvePlanText,
  type Checked,
  type PlanText,
  type Problem,
  type RunPlan,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { ConfigMap } from './core';
import { labelsOf } from './labelsOf';
import type { ManifestOptions } from './ManifestOptions';
import { filesName, inputsName } from './names';

/** Bytes that a config map holds at most, less its own words. */
const MOST_BYTES = 1_000_000;

/** The value of an output of an upstream task; `undefined` where it left none of that name. */
export type ReadOutput = (task: string, output: string) => unknown;

/** The variable that carries a part of the command; reserved, as all that begin with `MLOPS_`. */
export function argumentName(place: number): string {
  return `MLOPS_ARG_${place}`;
}

/** Whether a task is given outputs of upstream tasks, which exist only while the run goes on. */
export function needsOutputs(task: TaskPlan): boolean {
  return textsOf(task).some(([, text]) => typeof text !== 'string');
}

/**
 * Command and environment of a task, as the config map from which its container takes them. What is put in for outputs
 * is never evaluated again, by nobody.
 *
 * @returns problems where an output is missing or cannot be filtered, or where it is more than a config map holds
 */
export function inputsOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
  read: ReadOutput,
): Checked<ConfigMap> {
  const problems: Problem[] = [];
  const data: Record<string, string> = {};
  for (const [name, text] of textsOf(task)) {
    const resolved = resolvePlanText(text, read);
    if (resolved.ok) data[name] = resolved.value;
    else problems.push(...resolved.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  // What a task makes itself is removed with its run only where it bears the proof too.
  data.MLOPS_LABELS = formatNodeSelector({
    ...labelsOf(plan, options),
    ...task.labels,
  });
  return configMapOf(plan, options, {
    name: inputsName(plan.runId, task.name),
    data,
    what: `command and environment of task "${task.name}"`,
  });
}

/** Files that travel with a task, or `null` where there are none. */
export function filesOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
): Checked<ConfigMap> | null {
  if (task.files.length === 0) return null;
  return configMapOf(plan, options, {
    name: filesName(plan.runId, task.files),
    data: Object.fromEntries(
      task.files.map(({ content }, place) => [fileKey(place), content]),
    ),
    what: `files of task "${task.name}"`,
  });
}

export function fileKey(place: number): string {
  return `file-${place}`;
}

function textsOf(task: TaskPlan): Array<[name: string, text: PlanText]> {
  return [
    ...task.argv.map((text, place): [string, PlanText] => [
      argumentName(place),
      text,
    ]),
    ...task.env.flatMap(
      (entry): Array<[string, PlanText]> =>
        'value' in entry ? [[entry.name, entry.value]] : [],
    ),
  ];
}

function configMapOf(
  plan: RunPlan,
  options: ManifestOptions,
  about: { name: string; data: Record<string, string>; what: string },
): Checked<ConfigMap> {
  const { name, data, what } = about;
  const bytes = Object.entries(data).reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > MOST_BYTES) {
    const message = `${what} take ${bytes} bytes; a cluster takes ${MOST_BYTES}`;
    return { ok: false, problems: [{ path: [], message }] };
  }
  return {
    ok: true,
    value: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace: options.namespace,
        labels: labelsOf(plan, options),
      },
      immutable: true,
      data,
    },
  };
}
