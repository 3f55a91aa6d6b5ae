import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import { claimFile, holderOf } from './claimFile.mjs';
import { bootId, startOf } from './identity.mjs';

const MODULE = new URL('./claimFile.mjs', import.meta.url).href;

function sleeper(test) {
  const child = spawn('sleep', ['60']);
  test.after(() => child.kill());
  return child;
}

describe('claimFile', () => {
  it('tells the second who holds it, with the details of the first', test => {
    const file = join(scratch(test).home, 'portal.lock');
    const first = claimFile(file, { url: 'http://localhost:1' });
    const { holder } = claimFile(file);
    assert.equal(holder.pid, process.pid);
    assert.equal(holder.url, 'http://localhost:1');
    first.release();
    assert.equal(holderOf(file), undefined);
  });

  it('can be handed to another process, and is that one from then on', test => {
    const file = join(scratch(test).home, 'portal.lock');
    const child = sleeper(test);
    const claim = claimFile(file, { url: 'u' });
    claim.update({ pid: child.pid });
    assert.equal(holderOf(file).pid, child.pid);
    assert.equal(holderOf(file).url, 'u');
    claim.release();
    assert.ok(!existsSync(file));
  });

  it('ignores one that died, one whose pid is another process now, one from before a boot, and rubbish', test => {
    const { file } = scratch(test);
    const gone = spawnSync('true').pid;
    const self = { pid: process.pid, start: startOf(process.pid) };
    for (const [name, left] of Object.entries({
      died: JSON.stringify({ pid: gone, start: '1', boot: bootId() }),
      reused: JSON.stringify({ ...self, start: '1', boot: bootId() }),
      rebooted: JSON.stringify({ ...self, boot: 'another' }),
      rubbish: '{"pid":',
      empty: '',
    })) {
      const path = file(`${name}.lock`, left);
      const claim = claimFile(path);
      assert.equal(claim.holder, undefined, name);
      assert.equal(holderOf(path).pid, process.pid, name);
    }
  });

  it('leaves a claim alone that is no longer its own', test => {
    const place = scratch(test);
    const path = join(place.home, 'portal.lock');
    const claim = claimFile(path);
    place.file('portal.lock', 'of somebody else');
    claim.release();
    assert.equal(readFileSync(path, 'utf8'), 'of somebody else');
  });

  it('goes to exactly one of many who come at once, even over a dead one', async test => {
    const place = scratch(test);
    const path = place.file('portal.lock', '{"pid":1,"start":"0"}');
    const script = `
      const { claimFile } = await import(${JSON.stringify(MODULE)});
      const { holder } = claimFile(${JSON.stringify(path)});
      process.stdout.write(holder ? 'held' : 'mine');
      setTimeout(() => {}, 3000);`;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => {
        const child = spawn(process.execPath, [
          '--input-type=module',
          '-e',
          script,
        ]);
        test.after(() => child.kill());
        return new Promise(answered =>
          child.stdout.once('data', data => answered(`${data}`)),
        );
      }),
    );
    assert.deepEqual(
      answers.filter(answer => answer === 'mine'),
      ['mine'],
    );
    assert.deepEqual(readdirSync(place.home), ['portal.lock']);
  });
});
