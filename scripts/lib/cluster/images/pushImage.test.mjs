import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { it } from 'node:test';
import { scratch } from '../../testing/scratch.mjs';
import { imageDocuments } from './imageDocuments.mjs';
import { pushImage } from './pushImage.mjs';

/** Knows as much of the protocol as a push needs. */
async function registry(test, { password } = {}) {
  const stored = new Map();
  const server = createServer(async (request, response) => {
    const answer = (status, headers = {}) =>
      response.writeHead(status, headers).end();
    const body = await buffer(request);
    const url = new URL(request.url, 'http://registry');
    if (password && request.headers.authorization !== password) {
      answer(401);
    } else if (request.method === 'HEAD') {
      answer(stored.has(url.pathname) ? 200 : 404);
    } else if (request.method === 'POST') {
      answer(202, { location: `${url.pathname}one?state=s` });
    } else {
      const digest = url.searchParams.get('digest');
      const path = digest
        ? url.pathname.replace('uploads/one', digest)
        : url.pathname;
      stored.set(path, `${body}`);
      answer(201);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => server.close());
  return { stored, host: `127.0.0.1:${server.address().port}` };
}

function image(test) {
  const layer = { diffId: 'sha256:1', digest: 'sha256:2', size: 5 };
  const file = scratch(test).file('layer.tar.gz', 'layer');
  return {
    name: 'python',
    tag: '1',
    layers: [{ ...layer, file }],
    ...imageDocuments([layer]),
  };
}

it('brings layers, settings and manifest', async test => {
  const { stored, host } = await registry(test);
  const pushed = image(test);
  await pushImage(pushed, { host });
  assert.equal(stored.get('/v2/python/blobs/sha256:2'), 'layer');
  assert.equal(
    stored.get(`/v2/python/blobs/${pushed.config.digest}`),
    pushed.config.text,
  );
  assert.equal(stored.get('/v2/python/manifests/1'), pushed.manifest.text);
});

it('shows a password where one is asked for, and says when it is refused', async test => {
  const password = 'Basic eA==';
  const { stored, host } = await registry(test, { password });
  await assert.rejects(
    pushImage(image(test), { host }),
    /refused HEAD .*\(401\)/,
  );
  await pushImage(image(test), { host, authorization: password });
  assert.ok(stored.has('/v2/python/manifests/1'));
});
