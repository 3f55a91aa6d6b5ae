import assert from 'node:assert/strict';
import { it } from 'node:test';
import { whyNotHere } from './requirements.mjs';

const good = { platform: 'linux', uid: 0, isDebian: true };

it('has nothing against root on Debian', () => {
  assert.equal(whyNotHere(good), undefined);
});

it('names what is in the way and the way out', () => {
  for (const [change, reason] of [
    [{ platform: 'darwin' }, /needs Linux and this is darwin/],
    [{ uid: 1000 }, /run it as root/],
    [{ isDebian: false }, /no apt-get/],
  ]) {
    const line = whyNotHere({ ...good, ...change });
    assert.match(line, reason);
    assert.match(line, /"kubernetes:"/);
  }
});
