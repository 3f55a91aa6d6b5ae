import Ajv, { type ValidateFunction } from 'ajv';
import { canonicalJson } from '../definition/canonicalJson';
import { isJson } from '../definition/isJson';
import type { Checked } from '../problem';
import { describeParameterError } from './describeParameterError';
import { linearPattern } from './linearPattern';

type Schema = Readonly<Record<string, unknown>>;

/** How one parameter is written on the command line. */
export interface ParameterProperty {
  name: string;
  schema: Schema;
}

/** A JSON Schema of parameters, ready for use. */
export interface ParameterSchema {
  /** In the order of the schema, those of `oneOf`, `then` and so on after those that always apply. */
  properties: readonly ParameterProperty[];
  /**
   * Fills in defaults and checks. Nothing is converted: `"3"` is no number. What the schema does not know is
   * refused.
   *
   * @param waiting - names of parameters that get a value only while the run executes; they count as given
   */
  check(
    values: Readonly<Record<string, unknown>>,
    waiting?: ReadonlySet<string>,
  ): Checked<Record<string, unknown>>;
}

/** `x-…`, `ui:…` and other words that only a form knows are allowed; a `pattern` takes linear time. */
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  useDefaults: true,
  coerceTypes: false,
  verbose: true,
  logger: false,
  addUsedSchema: false,
  validateFormats: false,
  code: { regExp: linearPattern },
});

/** By canonical text and not by identity, so that the same schema read from a database again is found again. */
const ready = new Map<string, Checked<ParameterSchema>>();
const MOST_READY = 500;

/** Prepares a schema; the result is kept, since preparing takes a thousand times as long as checking. */
export function parameterSchema(schema: Schema): Checked<ParameterSchema> {
  if (!isJson(schema)) {
    return refuse('the schema of the parameters is nested too deeply');
  }
  const text = canonicalJson(schema);
  const known = ready.get(text);
  if (known) return known;
  const prepared = prepare(schema);
  const [oldest] = ready.keys();
  if (ready.size >= MOST_READY) ready.delete(oldest);
  ready.set(text, prepared);
  return prepared;
}

function prepare(written: Schema): Checked<ParameterSchema> {
  if (written.type !== undefined && written.type !== 'object') {
    return refuse('the schema of the parameters must be of type: object');
  }
  if (Object.hasOwn(written, '$async')) {
    return refuse('the schema of the parameters must not be asynchronous');
  }
  // A copy: the text that the result is kept under must go on describing it.
  const schema: Schema = { ...structuredClone(written), type: 'object' };
  try {
    const validate = ajv.compile(schema);
    ajv.removeSchema(schema);
    const properties = collect(schema);
    return {
      ok: true,
      value: {
        properties,
        check: (values, waiting = new Set()) =>
          check(validate, properties, values, waiting),
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`the schema of the parameters is not valid: ${reason}`);
  }
}

function check(
  validate: ValidateFunction,
  properties: readonly ParameterProperty[],
  values: Readonly<Record<string, unknown>>,
  waiting: ReadonlySet<string>,
): Checked<Record<string, unknown>> {
  const unknown = Object.keys(values).filter(
    name => !properties.some(property => property.name === name),
  );
  if (unknown.length > 0) {
    const names = properties.map(({ name }) => name).join(', ');
    const known = names === '' ? 'there are none' : `known are ${names}`;
    return {
      ok: false,
      problems: unknown.map(name => ({
        path: [name],
        message: `there is no parameter "${name}": ${known}`,
      })),
    };
  }
  const filled = structuredClone(
    Object.fromEntries(
      Object.entries(values).filter(
        ([name, value]) => value !== undefined && !waiting.has(name),
      ),
    ),
  );
  if (validate(filled)) return { ok: true, value: filled };
  const errors = (validate.errors ?? []).filter(
    error =>
      !(
        waiting.has(String(error.params.missingProperty)) &&
        error.instancePath === ''
      ) &&
      // Which branch of these applies can depend on what is not known yet.
      !(waiting.size > 0 && BRANCHES.has(error.schemaPath.split('/')[1])),
  );
  return errors.length === 0
    ? { ok: true, value: filled }
    : { ok: false, problems: errors.map(describeParameterError) };
}

const BRANCHES = new Set([
  'oneOf',
  'anyOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'dependencies',
]);

/** Where a schema can hold schemas of the same value. */
const WITHIN = [
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependencies',
];

function collect(schema: unknown, found = new Map<string, Schema>()) {
  if (Array.isArray(schema)) {
    schema.forEach(member => collect(member, found));
  } else if (isSchema(schema)) {
    const properties = isSchema(schema.properties) ? schema.properties : {};
    for (const [name, property] of Object.entries(properties)) {
      if (!found.has(name)) found.set(name, isSchema(property) ? property : {});
    }
    for (const word of WITHIN) {
      const within = schema[word];
      const members =
        word === 'dependencies' && isSchema(within)
          ? Object.values(within)
          : within;
      collect(members, found);
    }
  }
  return [...found].map(([name, property]) => ({ name, schema: property }));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(message: string): Checked<never> {
  return { ok: false, problems: [{ path: [], message }] };
}
