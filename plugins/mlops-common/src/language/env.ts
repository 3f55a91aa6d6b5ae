import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';

/** One environment variable. @public */
export interface EnvVariable {
  name: string;
  value: string;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether an environment variable can have this name. */
export function isEnvName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Reads lines `NAME=value`. Empty lines and lines that start with `#` are nothing; white space around the
 * name and the value is dropped; a value may hold `=` and `#`. A value in double quotes is read as JSON
 * text, so that `"a\nb"` has two lines. The same name twice is refused.
 *
 * @public
 */
export function parseEnv(text: string): Parsed<EnvVariable[]> {
  const variables: EnvVariable[] = [];
  const names = new Set<string>();
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    const start = line.index + line[0].length - line[0].trimStart().length;
    const content = line[0].trim();
    if (content !== '' && !content.startsWith('#')) {
      const variable = parseVariable(content);
      if (!variable.ok) {
        return problemAt(start + variable.position, variable.message);
      }
      const { name } = variable.value;
      if (names.has(name)) {
        return problemAt(start, `${name} is set twice: keep one of the lines`);
      }
      names.add(name);
      variables.push(variable.value);
    }
  }
  return { ok: true, value: variables };
}

/** Writes what `parseEnv` reads, one variable a line. @public */
export function formatEnv(variables: readonly EnvVariable[]): string {
  return variables
    .map(({ name, value }) => `${name}=${formatValue(value)}`)
    .join('\n');
}

function formatValue(value: string): string {
  const plain =
    value === value.trim() && !value.startsWith('"') && !/\p{C}/u.test(value);
  return plain ? value : JSON.stringify(value);
}

function parseVariable(line: string): Parsed<EnvVariable> {
  const equals = line.indexOf('=');
  if (equals === -1) {
    return problemAt(0, `"${line}" is not a variable: write NAME=value`);
  }
  const name = line.slice(0, equals).trimEnd();
  if (!isEnvName(name)) {
    return problemAt(
      0,
      `"${name}" is not the name of a variable: use letters, digits and underscores, no digit first`,
    );
  }
  const written = line.slice(equals + 1).trimStart();
  const value = parseValue(written);
  return value.ok
    ? { ok: true, value: { name, value: value.value } }
    : problemAt(line.length - written.length, value.message);
}

function parseValue(written: string): Parsed<string> {
  const value = written.startsWith('"') ? parseJsonText(written) : written;
  if (value === null) {
    return problemAt(
      0,
      'a value that starts with a double quote must end with one, with \\" and \\\\ for the characters themselves',
    );
  }
  return value.includes('\0')
    ? problemAt(0, 'a value must not hold NUL: no process can receive it')
    : { ok: true, value };
}

function parseJsonText(written: string): string | null {
  const wellFormed = /^"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$/;
  const control = [...written].some(character => character < ' ');
  return wellFormed.test(written) && !control
    ? String(JSON.parse(written))
    : null;
}
