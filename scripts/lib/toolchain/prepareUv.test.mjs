import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { foldersOf } from '../folders.mjs';
import { scratch } from '../testing/scratch.mjs';
import { silentStep } from '../testing/silentStep.mjs';
import { pins } from './pins.mjs';
import { prepareUv } from './prepareUv.mjs';

/** A Python whose `-m venv` makes a Python whose `-m pip install` makes uv. */
const PYTHON = `
if [ "$1" = -c ]; then echo 3 11 "$0"; exit; fi
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; exit; fi
printf '#!/bin/sh\\necho uv ${pins.uv}\\n' > "$(dirname "$0")/uv"
chmod +x "$(dirname "$0")/uv"`;

function set(test) {
  const place = scratch(test);
  const { PATH } = process.env;
  process.env.PATH = `${join(place.home, 'bin')}:${PATH}`;
  test.after(() => {
    process.env.PATH = PATH;
  });
  const python = place.program('bin/python3', PYTHON);
  const step = silentStep();
  return {
    place,
    python,
    step,
    context: { folders: foldersOf(place.home), step },
  };
}

describe('prepareUv', () => {
  it('makes it once', async test => {
    const { python, step, context } = set(test);
    const first = await prepareUv(context);
    const second = await prepareUv(context);
    assert.deepEqual(first, second);
    assert.equal(first.python, python);
    assert.ok(existsSync(first.uv));
    assert.equal(step.titles.length, 1);
  });

  it('starts again from nothing after an interruption', async test => {
    const { place, context } = set(test);
    place.file('.toolchain/python/bin/python', 'half a file');
    place.file('.toolchain/python/leftover', '');
    const { uv } = await prepareUv(context);
    assert.ok(existsSync(uv));
    assert.ok(!existsSync(join(place.home, '.toolchain/python/leftover')));
  });

  it('is made again when its Python is gone', async test => {
    const { place, step, context } = set(test);
    await prepareUv(context);
    const old = { uv: pins.uv, python: join(place.home, 'gone') };
    place.file('.toolchain/python/ready.json', JSON.stringify(old));
    await prepareUv(context);
    assert.equal(step.titles.length, 2);
  });
});
