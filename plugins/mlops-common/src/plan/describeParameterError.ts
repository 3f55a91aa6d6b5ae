import type { ErrorObject } from 'ajv';
import type { Problem } from '../problem';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
};

/** Says which parameter is wrong, what it is and what it must be; the path starts with its name. */
export function describeParameterError(error: ErrorObject): Problem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  if (error.keyword === 'required') {
    const missing = [...path, String(error.params.missingProperty)];
    return { path: missing, message: `${nameOf(missing)} is missing` };
  }
  return {
    path,
    message: `${nameOf(path)} is ${shorten(error.data)}; it ${expectation(
      error,
    )}`,
  };
}

function nameOf([name, ...rest]: readonly string[]): string {
  if (name === undefined) return 'the value of all parameters';
  const inside = rest.length === 0 ? '' : ` at ${rest.join('.')}`;
  return `parameter "${name}"${inside}`;
}

function expectation(error: ErrorObject): string {
  switch (error.keyword) {
    case 'type': {
      const types: unknown[] = [error.params.type].flat();
      const names = types.map(type => TYPES[String(type)] ?? String(type));
      return `must be ${names.join(' or ')}`;
    }
    case 'enum': {
      const allowed: unknown[] = [error.params.allowedValues].flat();
      return `must be one of ${allowed.slice(0, 20).map(shorten).join(', ')}`;
    }
    case 'const':
      return `must be ${shorten(error.params.allowedValue)}`;
    case 'additionalProperties':
      return `must not have "${error.params.additionalProperty}"`;
    default:
      return error.message ?? 'is not allowed';
  }
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
