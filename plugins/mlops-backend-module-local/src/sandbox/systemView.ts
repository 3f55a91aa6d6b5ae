import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Folders of programs and libraries; on most systems links into `/usr`. */
const ROOTS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Of `/etc` what programs look up: names, certificates, time, fonts. Nothing that is about this machine's secrets. */
const ETC = [
  'alternatives',
  'ca-certificates',
  'fonts',
  'hosts',
  'ld.so.cache',
  'localtime',
  'mime.types',
  'nsswitch.conf',
  'pki',
  'resolv.conf',
  'ssl/certs',
  'ssl/openssl.cnf',
  'timezone',
];

/** Parts of an interpreter's installation; never the whole of its prefix, which may be somebody's home. */
const INTERPRETER = ['bin', 'include', 'lib', 'lib64', 'share'];

/**
 * Arguments of bubblewrap that show the system, read-only.
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
      ...ETC.map(name => join('/etc', name)),
      ...(interpreter ? installationOf(interpreter) : []),
      ...visible.map(path => normalize(path)),
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
  return prefix === '/usr' || prefix === '/'
    ? []
    : INTERPRETER.map(part => join(prefix, part));
}
