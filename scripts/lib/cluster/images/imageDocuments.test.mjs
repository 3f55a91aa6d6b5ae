import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { imageDocuments } from './imageDocuments.mjs';

const layers = [
  { diffId: 'sha256:aa', digest: 'sha256:ab', size: 10 },
  { diffId: 'sha256:ba', digest: 'sha256:bb', size: 20 },
];

it('ties layers, settings and manifest together by digests', () => {
  const { config, manifest } = imageDocuments(layers, {
    entrypoint: ['/pause'],
    env: ['A=1'],
  });
  const settings = JSON.parse(config.text);
  assert.deepEqual(settings.rootfs.diff_ids, ['sha256:aa', 'sha256:ba']);
  assert.deepEqual(settings.config.Entrypoint, ['/pause']);
  assert.match(settings.config.Env[0], /^PATH=.*\/usr\/bin/);
  assert.equal(settings.config.Env[1], 'A=1');
  const tied = JSON.parse(manifest.text);
  assert.equal(tied.config.digest, config.digest);
  assert.deepEqual(
    tied.layers.map(({ digest, size }) => [digest, size]),
    [
      ['sha256:ab', 10],
      ['sha256:bb', 20],
    ],
  );
  const digest = createHash('sha256').update(config.text).digest('hex');
  assert.equal(config.digest, `sha256:${digest}`);
});

it('is the same image for the same layers', () => {
  assert.deepEqual(imageDocuments(layers), imageDocuments(layers));
  assert.notEqual(
    imageDocuments(layers, {}, 'x64').manifest.digest,
    imageDocuments(layers, {}, 'arm64').manifest.digest,
  );
});
