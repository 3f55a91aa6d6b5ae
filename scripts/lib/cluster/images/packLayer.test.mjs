import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { scratch } from '../../testing/scratch.mjs';
import { packLayer, tarOf } from './packLayer.mjs';

const sha256 = bytes =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

it('knows the digests of what it packed, the same each time', async test => {
  const place = scratch(test);
  place.file('tree/etc/motd', 'hello');
  const file = join(place.home, 'layer');
  const layer = await packLayer(tarOf(join(place.home, 'tree')), file);
  const archive = readFileSync(`${file}.tar.gz`);
  assert.equal(layer.digest, sha256(archive));
  assert.equal(layer.diffId, sha256(gunzipSync(archive)));
  assert.equal(layer.size, archive.length);
  assert.deepEqual(JSON.parse(readFileSync(`${file}.json`, 'utf8')), layer);
  assert.deepEqual(
    await packLayer(tarOf(join(place.home, 'tree')), file),
    layer,
  );
});

it('leaves no layer of half a tar', async test => {
  const file = join(scratch(test).home, 'layer');
  await assert.rejects(
    packLayer(['sh', '-c', 'echo half; exit 4'], file),
    /sh failed \(exit code 4\)/,
  );
  assert.ok(!existsSync(`${file}.tar.gz`));
  assert.ok(!existsSync(`${file}.json`));
});
