import assert from 'node:assert/strict';
import { rmSync, utimesSync } from 'node:fs';
import { describe, it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import { fingerprint } from './fingerprint.mjs';

function checkout(test) {
  const place = scratch(test);
  place.file('src/a.ts', 'a');
  place.file('src/deep/b.ts', 'b');
  return { ...place, digest: () => fingerprint(place.home, ['src', 'lock']) };
}

describe('fingerprint', () => {
  it('changes with what a file contains, with a new, a moved and a lost file', test => {
    const { home, file, digest } = checkout(test);
    const seen = [digest()];
    file('src/a.ts', 'A');
    seen.push(digest());
    file('src/c.ts', '');
    seen.push(digest());
    rmSync(`${home}/src/c.ts`);
    file('src/d.ts', '');
    seen.push(digest());
    file('lock', '');
    seen.push(digest());
    assert.equal(new Set(seen).size, seen.length);
  });

  it('stays the same in another place and after a touch', test => {
    const one = checkout(test);
    const other = checkout(test);
    utimesSync(one.file('src/a.ts', 'a'), 1, 1);
    assert.equal(one.digest(), other.digest());
  });

  it('does not mind tests, results of builds and prose', test => {
    const { file, digest } = checkout(test);
    const before = digest();
    file('src/a.test.ts', '');
    file('src/dist/index.js', '');
    file('src/node_modules/x/index.js', '');
    file('src/README.md', '');
    assert.equal(digest(), before);
  });

  it('cannot be fooled by moving text from a file to its neighbour', test => {
    const { file, digest } = checkout(test);
    const before = digest();
    file('src/a.ts', '');
    file('src/deep/b.ts', 'ab');
    assert.notEqual(digest(), before);
  });
});
