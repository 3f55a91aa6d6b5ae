import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const NOT_SOURCE = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-tests',
]);
const TEST = /(\.test\.[cm]?[jt]sx?|\.snap|\.md)$/;

/**
 * Digest of what files contain, so that a checkout, a touch or a clone elsewhere makes nothing
 * stale. Tests and prose are left out: they change no build.
 *
 * @param paths - files and folders; one that is not there counts as such
 * @param facts - strings that matter too, such as a version
 */
export function fingerprint(root, paths, facts = []) {
  const hash = createHash('sha256');
  const add = text => hash.update(`${text.length}:`).update(text);
  facts.forEach(add);
  for (const file of paths.flatMap(path => filesBelow(join(root, path)))) {
    add(relative(root, file));
    add(existsSync(file) ? readFileSync(file) : 'absent');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return [path];
    throw error;
  }
  return entries
    .filter(({ name }) => !NOT_SOURCE.has(name) && !TEST.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry =>
      entry.isDirectory()
        ? filesBelow(join(path, entry.name))
        : [join(path, entry.name)],
    );
}
