import { isAbsolute, resolve } from 'node:path';
import {
  resolvePlanText,
  type Checked,
  type PlanText,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { AttemptFolder } from '../DataFolder';
import type { Confinement } from './Confinement';
import { formatSpec } from './formatSpec';
import { taskEnvironment } from './taskEnvironment';

/** Seconds between asking a task to end and ending it. */
const GRACE_SECONDS = 10;

/** What decides how an attempt is executed. */
export interface AttemptRequest {
  plan: TaskPlan;
  attempt: number;
  folder: AttemptFolder;
  /** The Python environment, or `null` where the task wants none. */
  python: string | null;
  /** Folder of outputs of each direct upstream task. */
  upstream: ReadonlyMap<string, string>;
  /** A value of `outputs.json` of an upstream task; `undefined` as long as there is none. */
  readOutput: (task: string, output: string) => unknown;
}

/** The specification of an attempt for its supervisor: the same request makes the same text. */
export function attemptSpec(
  request: AttemptRequest,
  confinement: Confinement,
): Checked<string> {
  const { plan, attempt, folder, python, upstream, readOutput } = request;
  const resolveText = (text: PlanText) => resolvePlanText(text, readOutput);

  const argv = all(plan.argv.map(resolveText));
  if (!argv.ok) return argv;
  const variables = new Map(
    Object.entries(taskEnvironment(folder, attempt, python)),
  );
  for (const entry of plan.env) {
    if ('secretRef' in entry) {
      return refuse(
        `the variable ${entry.name} comes from the secret "${entry.secretRef.name}", and the embedded engine has no secrets`,
      );
    }
    const value = resolveText(entry.value);
    if (!value.ok) return value;
    if (!variables.has(entry.name) || !entry.name.startsWith('MLOPS_')) {
      variables.set(entry.name, value.value);
    }
  }
  const confined = confinement.around(
    plan.resources.memory.limitBytes,
    {
      folder,
      upstream,
      python,
      mounts: plan.mounts,
      workingDirectory: plan.workingDirectory,
    },
    { argv: argv.value, directory: workingDirectory(plan, folder) },
  );
  const spec = formatSpec({
    ...confined,
    folder: folder.path,
    timeoutSeconds: plan.timeoutSeconds ?? 0,
    graceSeconds: GRACE_SECONDS,
    environment: variables,
  });
  return { ok: true, value: spec };
}

/** Where a task starts, if nothing stands around it. */
export function workingDirectory(
  plan: Pick<TaskPlan, 'workingDirectory'>,
  folder: AttemptFolder,
): string {
  const wanted = plan.workingDirectory ?? '.';
  return isAbsolute(wanted) ? wanted : resolve(folder.work, wanted);
}

function all<T>(parts: ReadonlyArray<Checked<T>>): Checked<T[]> {
  const values: T[] = [];
  for (const part of parts) {
    if (!part.ok) return part;
    values.push(part.value);
  }
  return { ok: true, value: values };
}

function refuse(message: string): Checked<never> {
  return { ok: false, problems: [{ path: [], message }] };
}
