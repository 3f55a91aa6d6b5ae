import {
  resolvePlanText,
  type Checked,
  type PlanText,
  type Problem,
  type ProgramPlan,
} from '@mlops/plugin-mlops-common';
import type { ConfigMap, ObjectMeta } from './core';

/** Bytes that a config map holds at most, less its own words. */
const MOST_BYTES = 1_000_000;

/** The value of an output of an upstream task; `undefined` where it left none of that name. */
export type ReadOutput = (task: string, output: string) => unknown;

type Data = Record<string, string>;

/** The variable that carries a part of the command; reserved, as all that begin with `MLOPS_`. */
export function argumentName(place: number): string {
  return `MLOPS_ARG_${place}`;
}

export function fileKey(place: number): string {
  return `file-${place}`;
}

/** Command and environment of a program, by the names under which its container takes them. */
export function programTexts(
  program: Pick<ProgramPlan, 'argv' | 'env'>,
): Array<[name: string, text: PlanText]> {
  return [
    ...program.argv.map((text, place): [string, PlanText] => [
      argumentName(place),
      text,
    ]),
    ...program.env.flatMap(
      (entry): Array<[string, PlanText]> =>
        'value' in entry ? [[entry.name, entry.value]] : [],
    ),
  ];
}

/** What the config map of a program holds. What is put in for outputs is never evaluated again, by nobody. */
export function programInputs(
  program: Pick<ProgramPlan, 'argv' | 'env'>,
  read: ReadOutput,
): Checked<Data> {
  const problems: Problem[] = [];
  const data: Data = {};
  for (const [name, text] of programTexts(program)) {
    const resolved = resolvePlanText(text, read);
    if (resolved.ok) data[name] = resolved.value;
    else problems.push(...resolved.problems);
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: data };
}

/** Files that travel with a program, each under its key. */
export function programFiles({ files }: Pick<ProgramPlan, 'files'>): Data {
  return Object.fromEntries(
    files.map(({ content }, place) => [fileKey(place), content]),
  );
}

/** @param what - it holds, for people */
export function configMapOf(
  metadata: ObjectMeta,
  data: Data,
  what: string,
): Checked<ConfigMap> {
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
      metadata,
      immutable: true,
      data,
    },
  };
}
