import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { outputOf } from '../../process/outputOf.mjs';
import { runToLog } from '../../process/runToLog.mjs';
import { pins } from '../build/pins.mjs';
import { tarOf } from './packLayer.mjs';

const BUSYBOX = '/bin/busybox';
const SUITE = 'bookworm';
/** Of that suite. */
const PYTHON = '3.11';
const PLATFORMS = {
  x64: 'x86_64-manylinux_2_28',
  arm64: 'aarch64-manylinux_2_28',
};
const NOT_NEEDED = ['doc', 'man', 'info', 'locale'];

/**
 * How each layer comes about. `inputs` are files whose change makes it anew, `facts` strings;
 * `fill(tree)` lays its files below `tree`, or `command` prints its tar.
 *
 * @returns by name `{ inputs, facts, fill | command }`
 */
export function layerRecipes(paths) {
  return {
    pause: oneProgram(paths.program('pause'), '/pause'),
    ...Object.fromEntries(
      Object.keys(pins.argo).map(name => [
        name,
        oneProgram(paths.argoProgram(name, 'argoexec'), '/bin/argoexec'),
      ]),
    ),
    busybox: {
      inputs: [BUSYBOX],
      async fill(tree) {
        put(BUSYBOX, join(tree, BUSYBOX));
        const names = (await outputOf([BUSYBOX, '--list'])).trim().split('\n');
        for (const name of names.filter(one => one !== 'busybox')) {
          symlinkSync('busybox', join(tree, 'bin', name));
        }
        writeUsers(tree);
      },
    },
    python: { inputs: [], facts: [SUITE], command: debianWithPython() },
    'scikit-learn': {
      inputs: [requirementsOf(paths)],
      facts: [PYTHON, 'python', ...debianWithPython()],
      fill: (tree, options) => installRequirements(paths, tree, options),
    },
    private: {
      inputs: [],
      async fill(tree) {
        writeFileSync(join(tree, 'private'), 'only with the pull secret\n');
      },
    },
  };
}

function oneProgram(file, place) {
  return {
    inputs: [file],
    async fill(tree) {
      put(file, join(tree, place));
      writeUsers(tree);
    },
  };
}

function put(file, place) {
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(file, place);
  chmodSync(place, 0o755);
}

/** What programs look for in any image. */
function writeUsers(tree) {
  mkdirSync(join(tree, 'etc'), { recursive: true });
  mkdirSync(join(tree, 'root'), { mode: 0o700 });
  mkdirSync(join(tree, 'tmp'));
  chmodSync(join(tree, 'tmp'), 0o1777);
  writeFileSync(join(tree, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(tree, 'etc/group'), 'root:x:0:\n');
}

function debianWithPython() {
  return [
    ...['mmdebstrap', '--quiet', '--variant=essential', '--mode=root'],
    // Compiled packages of PyPI take the second for granted.
    '--include=python3,libstdc++6',
    ...NOT_NEEDED.map(name => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    ...[SUITE, '-'],
  ];
}

function requirementsOf(paths) {
  return join(paths.deploy, 'demos', 'requirements.txt');
}

/** Installed into the layer below, so that its own Python compiles them; only they become the layer. */
async function installRequirements(paths, tree, options) {
  const { uv, folders, onLine, log, signal, scratch } = options;
  const packages = join('usr/local/lib', `python${PYTHON}`, 'dist-packages');
  const run = (title, command) =>
    runToLog(command, {
      title,
      log: `${log}-${title}.log`,
      env: { ...process.env, UV_CACHE_DIR: join(folders.cache, 'uv') },
      onLine,
      signal,
    });
  const base = join(paths.layers, 'python.tar.gz');
  await run('tar', [
    'tar',
    '--extract',
    '--file',
    base,
    '--directory',
    scratch,
  ]);
  await run('uv', [
    ...[uv, 'pip', 'install', '--requirement', requirementsOf(paths)],
    ...['--target', join(scratch, packages), '--python-version', PYTHON],
    ...['--python-platform', PLATFORMS[process.arch]],
    // Nothing is compiled for an image on a machine that is another one.
    ...['--only-binary', ':all:', '--link-mode', 'copy'],
  ]);
  await run('compile', [
    ...['chroot', scratch, 'python3', '-m', 'compileall', '-q', '-j', '2'],
    // A layer keeps no times, which Python would else compare.
    ...['--invalidation-mode', 'unchecked-hash', `/${packages}`],
  ]);
  await run('import', ['chroot', scratch, 'python3', '-c', 'import sklearn']);
  mkdirSync(dirname(join(tree, packages)), { recursive: true });
  renameSync(join(scratch, packages), join(tree, packages));
  // As in the images of Python itself; Debian has only the name with the number.
  mkdirSync(join(tree, 'usr/local/bin'));
  symlinkSync('/usr/bin/python3', join(tree, 'usr/local/bin/python'));
}

/** The command that prints the tar of a layer, after its files were laid. */
export async function tarCommand(recipe, tree, options) {
  if (recipe.command) return recipe.command;
  await recipe.fill(tree, options);
  return tarOf(tree);
}
