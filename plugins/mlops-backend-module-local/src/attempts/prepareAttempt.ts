import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import {
  resolvePlanText,
  type Checked,
  type PlanText,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { AttemptFolder } from '../DataFolder';
import type { Confinement } from './Confinement';
import { formatSpec } from './spec';
import { taskEnvironment } from './taskEnvironment';

/** Seconds between asking a task to end and ending it. */
const GRACE_SECONDS = 10;

export interface PrepareRequest {
  plan: TaskPlan;
  attempt: number;
  confinement: Confinement;
  folder: AttemptFolder;
  /** The Python environment, or `null` where the task wants none. */
  python: string | null;
  /** Folder of outputs of each direct upstream task. */
  upstream: ReadonlyMap<string, string>;
  /** A value of `outputs.json` of an upstream task. */
  readOutput: (task: string, output: string) => unknown;
}

/** Lays out the folder of an attempt, all that its supervisor needs. Doing it again changes nothing. */
export async function prepareAttempt(
  request: PrepareRequest,
): Promise<Checked<void>> {
  const { plan, attempt, folder, python, upstream, readOutput } = request;
  const { confinement } = request;
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

  await Promise.all(
    [join(folder.work, '.tmp'), folder.outputs, folder.inputs].map(path =>
      mkdir(path, { recursive: true }),
    ),
  );
  for (const [task, outputs] of upstream) {
    const link = join(folder.inputs, task);
    await rm(link, { force: true });
    await symlink(outputs, link);
  }
  for (const file of plan.files) {
    const path = join(folder.work, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content, { mode: parseInt(file.mode, 8) });
  }
  const directory = workingDirectory(plan, folder);
  if (directory.startsWith(folder.work)) {
    await mkdir(directory, { recursive: true });
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
    { argv: argv.value, directory },
  );
  const spec = formatSpec({
    ...confined,
    timeoutSeconds: plan.timeoutSeconds ?? 0,
    graceSeconds: GRACE_SECONDS,
    environment: variables,
  });
  await writeFile(folder.spec, spec, { mode: 0o600 });
  return { ok: true, value: undefined };
}

function workingDirectory(plan: TaskPlan, folder: AttemptFolder): string {
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
