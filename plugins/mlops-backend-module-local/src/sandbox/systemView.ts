import {
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isBelowEtc } from './SystemEtc';

/** Folders of programs and libraries; on most systems links into `/usr`. */
const ROOTS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/**
 * Parts of an interpreter's installation. The whole of its prefix, which may be somebody's home, is shown only where it
 * has nothing else.
 */
const INTERPRETER = ['bin', 'include', 'lib', 'lib64', 'share'];

/**
 * Arguments of bubblewrap that show the system without `/etc`, read-only.
 *
 * @param interpreter - a Python interpreter, shown with its installation
 * @param visible - further paths that every task may see
 */
export function systemView(
  interpreter: string | undefined,
  visible: readonly string[],
): string[] {
  const shown = outermost(
    [
      ...(interpreter ? installationOf(interpreter) : []),
      ...visible.filter(path => !isBelowEtc(path)),
    ].filter(path => existsSync(path)),
  );
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...ROOTS.filter(path => existsSync(path)).flatMap(path =>
      lstatSync(path).isSymbolicLink()
        ? ['--symlink', readlinkSync(path), path]
        : ['--ro-bind', path, path],
    ),
    ...shown.flatMap(path => ['--ro-bind', path, path]),
  ];
}

/** Without what is shown with a folder around it already: every mount costs each task its share. */
function outermost(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return [...all].filter(path => {
    for (let at = path; at !== dirname(at); at = dirname(at)) {
      if (all.has(dirname(at))) return false;
    }
    return true;
  });
}

function installationOf(interpreter: string): string[] {
  const real = realpathSync(interpreter);
  const prefix = dirname(dirname(real));
  if (prefix === '/usr' || prefix === '/') return [];
  return readdirSync(prefix).every(name => INTERPRETER.includes(name))
    ? [prefix]
    : INTERPRETER.map(part => join(prefix, part));
}
