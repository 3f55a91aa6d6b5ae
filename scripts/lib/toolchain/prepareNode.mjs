import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { firstLineOf } from '../process/firstLineOf.mjs';
import { installNpmPackage } from './installNpmPackage.mjs';
import { nodePackage, thisMachine } from './nodePackage.mjs';
import { pins } from './pins.mjs';

/**
 * The Node that runs everything but these scripts: the running one if it is of the right major
 * version and has its headers, which native builds need, else ours.
 *
 * @returns `{ node, headers }`: the executable, and the folder for `npm_config_nodedir`
 */
export async function prepareNode({ folders, step, running = process }) {
  const own = dirname(dirname(running.execPath));
  if (major(running.versions.node) === major(pins.node) && hasHeaders(own)) {
    return { node: running.execPath, headers: own };
  }
  const home = await installNpmPackage(
    { name: nodePackage(thisMachine()), version: pins.node, works },
    { folders, step },
  );
  return { node: join(home, 'bin', 'node'), headers: home };
}

function works(home) {
  const version = firstLineOf([join(home, 'bin', 'node'), '--version']);
  return version === `v${pins.node}` && hasHeaders(home);
}

function hasHeaders(home) {
  return existsSync(join(home, 'include', 'node', 'node.h'));
}

function major(version) {
  return version.split('.')[0];
}
