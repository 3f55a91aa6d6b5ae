import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';

/**
 * Invisible characters (control, format, half surrogates, private use) have no business in a path: they
 * make two different paths look the same.
 */
const INVISIBLE = /\p{C}/u;

/**
 * Reads an absolute path and normalises `//`, `/./` and a trailing slash. `..` is refused and not resolved,
 * since what it means depends on links that nobody can see from here.
 */
export function parseAbsolutePath(text: string): Parsed<string> {
  if (!text.startsWith('/')) {
    return problemAt(0, `path "${text}" must be absolute, such as "/mnt"`);
  }
  const invisible = INVISIBLE.exec(text);
  if (invisible) {
    return problemAt(
      invisible.index,
      'a path must not hold line ends, NUL or other invisible characters',
    );
  }
  const parts: string[] = [];
  let position = 0;
  for (const part of text.split('/')) {
    if (part === '..') {
      return problemAt(
        position,
        `path "${text}" must not hold "..": write the path it leads to`,
      );
    }
    if (part !== '' && part !== '.') parts.push(part);
    position += part.length + 1;
  }
  return { ok: true, value: `/${parts.join('/')}` };
}
