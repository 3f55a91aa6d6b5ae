import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Checked, Problem } from '../problem';
import { describeParameterError } from './describeParameterError';
import type { ParameterProperty } from './parameterProperties';

/** Entries of all lists and mappings: beyond, comparing all with all (`uniqueItems`) takes too long. */
const MOST_ENTRIES = 10_000;

/** Which branch of these applies can depend on what is not known yet. */
const BRANCHES = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependencies',
];

/** What `ParameterSchema.check` promises. */
export function checkParameters(
  validate: ValidateFunction,
  properties: readonly ParameterProperty[],
  values: Readonly<Record<string, unknown>>,
  waiting: ReadonlySet<string>,
): Checked<Record<string, unknown>> {
  const unknown = describeUnknown(properties, values);
  if (unknown.length > 0) return { ok: false, problems: unknown };
  const given = Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== undefined && !waiting.has(name),
    ),
  );
  if (countEntries(given) > MOST_ENTRIES) {
    const message = `the parameters hold too much: the most is ${MOST_ENTRIES} entries; hand over larger inputs as a file`;
    return { ok: false, problems: [{ path: [], message }] };
  }
  // Defaults are written into what is checked, and that must not be the caller's.
  const filled: Record<string, unknown> = JSON.parse(JSON.stringify(given));
  if (validate(filled)) return { ok: true, value: filled };
  const errors = (validate.errors ?? []).filter(
    error => !dependsOnWaiting(error, waiting),
  );
  return errors.length === 0
    ? { ok: true, value: filled }
    : { ok: false, problems: errors.map(describeParameterError) };
}

function describeUnknown(
  properties: readonly ParameterProperty[],
  values: Readonly<Record<string, unknown>>,
): Problem[] {
  const known = properties.map(({ name }) => name);
  const hint =
    known.length === 0 ? 'there are none' : `known are ${known.join(', ')}`;
  return Object.keys(values)
    .filter(name => !known.includes(name))
    .map(name => ({
      path: [name],
      message: `there is no parameter "${name}": ${hint}`,
    }));
}

function dependsOnWaiting(
  error: ErrorObject,
  waiting: ReadonlySet<string>,
): boolean {
  if (waiting.size === 0) return false;
  const missing: unknown = error.params.missingProperty;
  return (
    (error.instancePath === '' &&
      typeof missing === 'string' &&
      waiting.has(missing)) ||
    BRANCHES.includes(error.schemaPath.split('/')[1])
  );
}

function countEntries(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>(
    (count, member) => count + countEntries(member),
    1,
  );
}
