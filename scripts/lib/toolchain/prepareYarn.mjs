import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLineOf } from '../process/firstLineOf.mjs';
import { whichOnPath } from '../process/whichOnPath.mjs';
import { installNpmPackage } from './installNpmPackage.mjs';
import { pins } from './pins.mjs';

const NAME = '@yarnpkg/cli-dist';
const SCRIPT = join('bin', 'yarn.js');

/**
 * The script that is Yarn: ours, or the one on PATH if it is the right version.
 */
export async function prepareYarn({ folders, step }) {
  if (!existsSync(join(folders.toolchain, 'node_modules', NAME))) {
    const found = whichOnPath('yarn').find(isRight);
    if (found) return found;
  }
  const works = home => existsSync(join(home, SCRIPT));
  const home = await installNpmPackage(
    { name: NAME, version: pins.yarn, works },
    { folders, step },
  );
  return join(home, SCRIPT);
}

/** Asked outside of the checkout and offline, because corepack's `yarn` would fetch one instead of answering. */
function isRight(yarn) {
  const env = { ...process.env, COREPACK_ENABLE_NETWORK: '0' };
  return firstLineOf([yarn, '--version'], { env, cwd: tmpdir() }) === pins.yarn;
}
