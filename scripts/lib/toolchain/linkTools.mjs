import { mkdirSync, readlinkSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One folder for PATH in which `node` and `yarn` are exactly the given files.
 *
 * @param tools - absolute file by name
 */
export function linkTools(tools, { folders }) {
  const bin = join(folders.toolchain, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, file] of Object.entries(tools)) {
    const link = join(bin, name);
    if (targetOf(link) === file) continue;
    const fresh = `${link}.${process.pid}`;
    symlinkSync(file, fresh);
    renameSync(fresh, link);
  }
  return bin;
}

function targetOf(link) {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
