import Ajv from 'ajv';
import { isJson } from '../definition/isJson';
import type { Checked } from '../problem';
import { checkParameters } from './checkParameters';
import {
  parameterProperties,
  type ParameterProperty,
} from './parameterProperties';
import { linearPattern } from './pattern/linearPattern';

type Schema = Readonly<Record<string, unknown>>;

/** A JSON Schema of parameters, ready for use. */
export interface ParameterSchema {
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
  ownProperties: true,
  validateFormats: false,
  code: { regExp: linearPattern },
});

/**
 * By text and not by identity, so that the same schema read from a database again is found again. The order
 * of keys counts: it is the order of the arguments.
 */
const ready = new Map<string, Checked<ParameterSchema>>();
const MOST_READY = 500;

/** Characters: what a form can have, with room. */
const LONGEST = 200_000;

/** References can make a small schema take exponential time, and asynchronous ones never answer. */
const REFUSED = ['$ref', '$dynamicRef', '$recursiveRef', '$async', '__proto__'];

/** Prepares a schema; the result is kept, since preparing takes a thousand times as long as checking. */
export function parameterSchema(schema: Schema): Checked<ParameterSchema> {
  if (!isJson(schema)) return refuse('is nested too deeply');
  const text = JSON.stringify(schema);
  if (text.length > LONGEST) {
    return refuse(`is too long: the most is ${LONGEST} characters`);
  }
  const known = ready.get(text);
  if (known) return known;
  const prepared = prepare(text);
  const [oldest] = ready.keys();
  if (ready.size >= MOST_READY) ready.delete(oldest);
  ready.set(text, prepared);
  return prepared;
}

/** Of the text and not of the schema, which its owner may change while the result is kept. */
function prepare(text: string): Checked<ParameterSchema> {
  const written: Schema = JSON.parse(text);
  if (written.type !== undefined && written.type !== 'object') {
    return refuse('must be of type: object');
  }
  const word = refusedWord(written);
  if (word !== null) {
    return refuse(
      `must not use "${word}": write what it stands for in its place`,
    );
  }
  const schema: Schema = { ...written, type: 'object' };
  try {
    const validate = ajv.compile(schema);
    ajv.removeSchema(schema);
    const properties = parameterProperties(schema);
    return {
      ok: true,
      value: {
        properties,
        check: (values, waiting = new Set()) =>
          checkParameters(validate, properties, values, waiting),
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`is not valid: ${reason}`);
  }
}

function refusedWord(schema: unknown): string | null {
  if (typeof schema !== 'object' || schema === null) return null;
  for (const [word, value] of Object.entries(schema)) {
    const found = REFUSED.includes(word) ? word : refusedWord(value);
    if (found !== null) return found;
  }
  return null;
}

function refuse(message: string): Checked<never> {
  return {
    ok: false,
    problems: [
      { path: [], message: `the schema of the parameters ${message}` },
    ],
  };
}
