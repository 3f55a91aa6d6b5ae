import type { Checked, Problem } from '../problem';

/**
 * Replaces `from` by the `content` it names, in the files of a template. The value is as it was written;
 * whatever has another form is left for the schema to refuse.
 */
export function inlineFiles(
  value: unknown,
  readFile: (from: string) => Checked<string>,
): Checked<unknown> {
  const files = property(property(value, 'spec'), 'files');
  if (!isMapping(value) || !Array.isArray(files)) return { ok: true, value };
  const problems: Problem[] = [];
  const inlined = files.map((file: unknown, index): unknown => {
    const from = property(file, 'from');
    if (!isMapping(file) || typeof from !== 'string') return file;
    const path = ['spec', 'files', index, 'from'];
    if (Object.hasOwn(file, 'content')) {
      problems.push({
        path,
        message: 'write either content or from, not both',
      });
      return file;
    }
    const read = readFile(from);
    if (!read.ok) {
      problems.push(...read.problems.map(problem => ({ ...problem, path })));
      return file;
    }
    const { from: _, ...rest } = file;
    return { ...rest, content: read.value };
  });
  if (problems.length > 0) return { ok: false, problems };
  const spec = property(value, 'spec');
  return {
    ok: true,
    value: {
      ...value,
      spec: isMapping(spec) ? { ...spec, files: inlined } : spec,
    },
  };
}

function property(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
