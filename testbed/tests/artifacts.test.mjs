import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { storeOf } from './suite.mjs';

const ref = { runId: '01jd0000000000000000000001', task: 'load', attempt: 1 };

describe('the store of outputs', () => {
  const store = storeOf('store-test');
  after(() => store.remove(ref.runId));

  const write = (path, ...parts) =>
    store.write(
      ref,
      path,
      (async function* pieces() {
        for (const part of parts) yield Buffer.from(part);
      })(),
    );
  async function read(path, range) {
    const chunks = [];
    for await (const chunk of store.read(ref, path, range)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  it('keeps files with their folders, types and every byte', async () => {
    await write('plots/loss.png', 'p', 'n', 'g');
    await write('a name with spaces ä.csv', 'x;y');
    assert.deepEqual(await store.list(ref), [
      {
        path: 'a name with spaces ä.csv',
        mediaType: 'text/csv; charset=utf-8',
        size: 3,
      },
      { path: 'plots/loss.png', mediaType: 'image/png', size: 3 },
    ]);
    assert.equal(await read('plots/loss.png'), 'png');
    assert.equal(await read('plots/loss.png', { start: 1, end: 2 }), 'ng');
    assert.deepEqual(await store.list({ ...ref, attempt: 2 }), []);
  });

  it('finds nothing beside the folder of the attempt', async () => {
    await write('own', 'own');
    for (const path of [
      '../1/outputs/own',
      './own',
      'plots//loss.png',
      '/own',
      '',
      'missing',
      'own\0',
    ]) {
      await assert.rejects(read(path), { name: 'NotFoundError' }, path);
    }
    await assert.rejects(write('../own', 'x'), { name: 'InputError' });
  });

  it('removes a run as a whole, and no other', async () => {
    const other = { ...ref, runId: '01jd0000000000000000000002' };
    const content = async function* one() {
      yield Buffer.from('x');
    };
    await store.write(other, 'kept', content());
    await store.remove(ref.runId);
    assert.deepEqual(await store.list(ref), []);
    assert.equal((await store.list(other)).length, 1);
    await store.remove(other.runId);
  });
});
