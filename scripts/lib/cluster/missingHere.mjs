import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { whichOnPath } from '../process/whichOnPath.mjs';
import { bringDebianPackages } from '../verify/debianPackages.mjs';
import { GO_IS_MISSING } from './build/buildPrograms.mjs';
import { findGo } from './build/findGo.mjs';
import { PACKAGES, whyNotHere } from './requirements.mjs';

/** Why this machine cannot have a testbed at all, in one line, or `undefined`. */
export function neverHere() {
  return whyNotHere({
    platform: process.platform,
    uid: process.getuid?.(),
    isDebian: whichOnPath('apt-get').length > 0,
  });
}

/**
 * Looks for what the testbed needs and installs Debian packages.
 *
 * @returns one line that names what is missing and the way out, or `undefined`
 */
export async function missingHere({ folders, paths, step, signal }) {
  const never = neverHere();
  if (never) return never;
  const isBuilt = existsSync(join(paths.bin, '.stamp'));
  if (!isBuilt && !findGo()) return GO_IS_MISSING;
  return bringDebianPackages(PACKAGES, { folders, step, signal });
}
