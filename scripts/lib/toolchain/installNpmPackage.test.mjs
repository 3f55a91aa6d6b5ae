import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { foldersOf } from '../folders.mjs';
import { scratch } from '../testing/scratch.mjs';
import { silentStep } from '../testing/silentStep.mjs';
import { installNpmPackage } from './installNpmPackage.mjs';

/** Stands for the registry: puts a package where npm would, as the given shell lines say. */
function fakeNpm(place, lines) {
  return place.program(
    'bin/npm',
    `while [ "$1" != --prefix ]; do shift; done
     folder="$2/node_modules/tool"; mkdir -p "$folder"; cd "$folder"
     ${lines}`,
  );
}

const GOOD = `echo '{"version": "1.0.0"}' > package.json; touch usable`;
const works = folder => existsSync(join(folder, 'usable'));
const wanted = { name: 'tool', version: '1.0.0', works };

/** Replaces what chooses npm for the time of a test. */
function withNpm(test, npm) {
  const { PATH, npm_execpath: started } = process.env;
  process.env.PATH = `${join(npm, '..')}:${PATH}`;
  delete process.env.npm_execpath;
  test.after(() => {
    process.env.PATH = PATH;
    if (started) process.env.npm_execpath = started;
  });
}

function set(test, lines) {
  const place = scratch(test);
  withNpm(test, fakeNpm(place, lines));
  const step = silentStep();
  return { place, step, context: { folders: foldersOf(place.home), step } };
}

describe('installNpmPackage', () => {
  it('fetches once and is content with what works', async test => {
    const { step, context } = set(test, GOOD);
    const first = await installNpmPackage(wanted, context);
    const second = await installNpmPackage(wanted, context);
    assert.equal(first, second);
    assert.equal(step.titles.length, 1);
    assert.ok(works(first));
  });

  it('replaces a broken folder as a whole', async test => {
    const { place, context } = set(test, GOOD);
    const at = '.toolchain/node_modules/tool';
    place.file(`${at}/package.json`, '{"version": "1.0.0"}');
    place.file(`${at}/half-written`, '');
    const folder = await installNpmPackage(wanted, context);
    assert.deepEqual(readdirSync(folder).sort(), ['package.json', 'usable']);
  });

  it('replaces another version, and sweeps what an interrupted fetch left', async test => {
    const { place, context } = set(test, GOOD);
    place.file('.toolchain/node_modules/tool/package.json', '{"vers');
    place.file('.toolchain/staging/node_modules/tool/leftover', '');
    const folder = await installNpmPackage(wanted, context);
    assert.match(readFileSync(join(folder, 'package.json'), 'utf8'), /1\.0\.0/);
    assert.ok(!existsSync(join(place.home, '.toolchain/staging')));
  });

  it('keeps the old one and says so when the new one does not run here', async test => {
    const { place, context } = set(test, `echo '{}' > package.json`);
    place.file('.toolchain/node_modules/tool/package.json', '{"version": "0"}');
    await assert.rejects(
      installNpmPackage(wanted, context),
      /^Refusal: tool 1\.0\.0 does not run on this system/,
    );
    assert.ok(
      existsSync(join(place.home, '.toolchain/node_modules/tool/package.json')),
    );
  });

  it('shows the end of what npm said when it fails', async test => {
    const { context } = set(test, 'echo no such host >&2; exit 1');
    await assert.rejects(
      installNpmPackage(wanted, context),
      /no such host\nnpm install tool@1\.0\.0 failed \(exit code 1\); the whole log is in .*npm-tool\.log$/,
    );
  });
});
