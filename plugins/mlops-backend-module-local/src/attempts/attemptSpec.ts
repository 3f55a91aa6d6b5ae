import { isAbsolute, resolve } from 'node:path';
import {
  resolvePlanText,
  type Checked,
  type PlanText,
  type ProgramPlan,
} from '@mlops/plugin-mlops-common';
import type { ProgramFolder } from '../DataFolder';
import type { Confinement } from './Confinement';
import { formatSpec, type PortSocket } from './formatSpec';

/** Seconds between asking a task to end and ending it. */
const GRACE_SECONDS = 10;

/** What decides how an attempt is executed, one of a task or a start of a workload. */
export interface AttemptRequest {
  plan: ProgramPlan;
  folder: ProgramFolder;
  /** The Python environment, or `null` where the program wants none. */
  python: string | null;
  /** What the platform sets; of these, the plan replaces none that begins with `MLOPS_`. */
  variables: Readonly<Record<string, string>>;
  /** Seconds; `null` is without end. */
  timeoutSeconds: number | null;
  /** Folders that it may write besides its work folder. */
  writable: readonly string[];
  /** Where it reads what upstream tasks have left: in `folder`, the folder of outputs of each by name. */
  inputs: { folder: string; upstream: ReadonlyMap<string, string> } | null;
  ports: readonly PortSocket[];
  /** Where its own Unix sockets are; nothing else sees them. */
  sockets: string | null;
  /** A value of `outputs.json` of an upstream task; `undefined` as long as there is none. */
  readOutput: (task: string, output: string) => unknown;
}

/** The specification of an attempt for its supervisor: the same request makes the same text. */
export function attemptSpec(
  request: AttemptRequest,
  confinement: Confinement,
): Checked<string> {
  const { plan, folder, python, ports, readOutput } = request;
  const resolveText = (text: PlanText) => resolvePlanText(text, readOutput);

  const argv = all(plan.argv.map(resolveText));
  if (!argv.ok) return argv;
  const variables = new Map(Object.entries(request.variables));
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
      work: folder.work,
      writable: request.writable,
      inputs: request.inputs,
      python,
      mounts: plan.mounts,
      workingDirectory: plan.workingDirectory,
      sockets: request.sockets,
      ownNetwork: ports.some(({ target }) => target.startsWith('tcp:')),
    },
    ports,
    { argv: argv.value, directory: workingDirectory(plan, folder) },
  );
  const spec = formatSpec({
    ...confined,
    folder: folder.path,
    timeoutSeconds: request.timeoutSeconds ?? 0,
    graceSeconds: GRACE_SECONDS,
    environment: variables,
  });
  return { ok: true, value: spec };
}

/** Where a task starts, if nothing stands around it. */
export function workingDirectory(
  plan: Pick<ProgramPlan, 'workingDirectory'>,
  folder: ProgramFolder,
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
