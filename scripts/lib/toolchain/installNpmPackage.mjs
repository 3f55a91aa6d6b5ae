import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runToLog } from '../process/runToLog.mjs';
import { whichOnPath } from '../process/whichOnPath.mjs';
import { Refusal } from '../Refusal.mjs';

/**
 * Brings one npm package without dependencies into the toolchain. It is installed beside and then
 * renamed, so that a broken or half-made folder is replaced as a whole and never mixed.
 *
 * @param wanted - `{ name, version, works }`; `works(folder)` tells whether it can be used here
 * @returns the folder of the package
 */
export async function installNpmPackage(
  { name, version, works },
  { folders, step },
) {
  const target = join(folders.toolchain, 'node_modules', name);
  if (versionIn(target) === version && works(target)) return target;
  // One at a time, see prepareWorkspace; what an interrupted one left is swept here.
  const staging = join(folders.toolchain, 'staging');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    await step(`Fetching ${name} ${version}`, onLine =>
      runToLog(
        [...npmCommand(), 'install', '--prefix', staging].concat(
          ['--no-save', '--no-package-lock', '--ignore-scripts'],
          ['--no-audit', '--no-fund', `${name}@${version}`],
        ),
        {
          title: `npm install ${name}@${version}`,
          log: join(folders.cache, `npm-${name.replace(/\W+/g, '-')}.log`),
          cwd: staging,
          onLine,
        },
      ),
    );
    const fetched = join(staging, 'node_modules', name);
    if (!works(fetched)) {
      throw new Refusal(
        `${name} ${version} does not run on this system: put the right Node on PATH (see CONTRIBUTING.md) and run this again.`,
      );
    }
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(target)) renameSync(target, join(staging, 'old'));
    renameSync(fetched, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return target;
}

function versionIn(folder) {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch {
    // A half-written file is what this function is there to mend.
    return undefined;
  }
}

/** The npm that started us, else the one on PATH. */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js') && existsSync(started)) {
    return [process.execPath, started];
  }
  const [found] = whichOnPath('npm');
  if (!found) {
    throw new Refusal('npm is missing on PATH: install Node 22 with npm.');
  }
  return [found];
}
