import type { Parsed } from './Parsed';
import { parseAbsolutePath } from './absolutePath';
import { problemAt } from './problemAt';

/** Reads a path below some folder and normalises it; nothing that is read leads out of the folder. */
export function parseRelativePath(text: string): Parsed<string> {
  if (text.startsWith('/')) {
    return problemAt(
      0,
      `path "${text}" must be relative, such as "src/run.py"`,
    );
  }
  const backslash = text.indexOf('\\');
  if (backslash !== -1) {
    return problemAt(
      backslash,
      `path "${text}" must be written with "/" between folders`,
    );
  }
  const path = parseAbsolutePath(`/${text}`);
  if (!path.ok) {
    return problemAt(
      Math.max(0, path.position - 1),
      path.message.replace(`"/${text}"`, `"${text}"`),
    );
  }
  if (path.value === '/') {
    return problemAt(0, `path "${text}" must name a file or folder`);
  }
  return { ok: true, value: path.value.slice(1) };
}
