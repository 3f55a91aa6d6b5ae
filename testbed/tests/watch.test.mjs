import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { eventually, inNamespace, portalMay } from './runningTestbed.mjs';
import { shakyWay } from './shakyWay.mjs';
import { clientOf, isNotFound, watchObjects } from './suite.mjs';

const NAMESPACE = 'watched';
const PATH = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

describe('a cluster as the suite sees it', () => {
  inNamespace('alpha', NAMESPACE);
  // The portal itself never watches these, which are only what is easiest to change.
  portalMay('alpha', NAMESPACE, [
    { apiGroups: [''], resources: ['configmaps'], verbs: ['patch', 'watch'] },
  ]);
  const client = clientOf('alpha');
  const ends = [];
  afterEach(() => ends.splice(0).forEach(end => end()));

  const write = (name, value) =>
    client.request({
      method: 'POST',
      path: PATH,
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, labels: { watched: 'yes' } },
        data: { value },
      },
    });
  const change = (name, value) =>
    client.request({
      method: 'PATCH',
      path: `${PATH}/${name}`,
      body: { data: { value } },
    });
  const remove = name =>
    client.request({ method: 'DELETE', path: `${PATH}/${name}` });

  /** What is told of the objects, over a way that can be cut. */
  async function watched() {
    const way = await shakyWay('alpha');
    const stop = new AbortController();
    const told = [];
    const troubles = [];
    const watch = (async () => {
      const seen = watchObjects(
        clientOf('alpha', { url: way.url }),
        { path: PATH, labelSelector: 'watched=yes' },
        stop.signal,
        error => troubles.push(error),
      );
      for await (const { type, object } of seen) {
        told.push(
          object
            ? `${type} ${object.metadata.name} ${object.data.value}`
            : type,
        );
      }
    })();
    ends.push(() => {
      stop.abort();
      way.close();
      return watch;
    });
    const until = line =>
      eventually(
        () => told,
        () => told.includes(line),
      );
    return { way, told, troubles, until };
  }

  it('refuses in words', async () => {
    await assert.rejects(
      client.request({ path: `${PATH}/missing` }),
      error =>
        isNotFound(error) && /"alpha" refuses: .*missing/.test(error.message),
    );
    const nowhere = clientOf('alpha', { url: 'https://127.0.0.1:1' });
    await assert.rejects(nowhere.request({ path: PATH }), {
      name: 'ServiceUnavailableError',
      message: /The cluster "alpha" does not answer/,
    });
  });

  it('tells what there is, that this was all, and then what changes', async () => {
    await write('first', '1');
    const { told, until } = await watched();
    await until('listed');
    await change('first', '2');
    await write('second', '1');
    await remove('first');
    await until('gone first 2');
    assert.deepEqual(told, [
      'changed first 1',
      'listed',
      'changed first 2',
      'changed second 1',
      'gone first 2',
    ]);
    await remove('second');
  });

  it('goes on where it was after the connection was cut, and tells nothing twice', async () => {
    await write('cut', '1');
    const { way, told, troubles, until } = await watched();
    await until('listed');
    way.cut();
    await change('cut', '2');
    await until('changed cut 2');
    assert.deepEqual(told, ['changed cut 1', 'listed', 'changed cut 2']);
    assert.equal(troubles.length > 0, true);
    assert.equal(way.asked.filter(url => url.includes('limit=')).length, 1);
    await remove('cut');
  });

  it('begins anew where the API server has forgotten, and tells what is gone by what is not listed', async () => {
    await write('kept', '1');
    await write('lost', '1');
    const { way, told, until } = await watched();
    await until('listed');
    told.length = 0;
    way.forget();
    await until('listed');
    assert.deepEqual(told.slice(-3), [
      'changed kept 1',
      'changed lost 1',
      'listed',
    ]);
    await remove('kept');
    await remove('lost');
  });
});
