import assert from 'node:assert/strict';
import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { scratch } from '../../testing/scratch.mjs';
import { layArgoSources } from './layArgoSources.mjs';
import { pins } from './pins.mjs';

function fetched(test, sum) {
  const place = scratch(test);
  place.file('module/version.go', 'package argo');
  place.file('module/docs/readme.md', 'not compiled');
  place.file('module/workflow/executor/osspecific/signal_darwin.go', '');
  const argoSources = join(place.home, 'argo-3');
  const calls = [];
  const go = async words => {
    calls.push(words);
    return JSON.stringify({ Dir: join(place.home, 'module'), Sum: sum });
  };
  const paths = { argoSources: name => join(place.home, name) };
  return { paths, go, calls, argoSources };
}

it('lays a copy with the link that the archive of the module has lost, once', async test => {
  const { argoSources, calls, ...options } = fetched(
    test,
    pins.argo['argo-3'].sum,
  );
  await layArgoSources('argo-3', options);
  await layArgoSources('argo-3', options);
  assert.equal(calls.length, 1);
  assert.equal(
    readlinkSync(
      join(argoSources, 'workflow/executor/osspecific/signal_linux.go'),
    ),
    'signal_darwin.go',
  );
  assert.ok(existsSync(join(argoSources, 'version.go')));
  assert.ok(!existsSync(join(argoSources, 'docs')));
});

it('refuses a module that is not the one that was reviewed', async test => {
  const { argoSources, ...options } = fetched(test, 'h1:other=');
  await assert.rejects(
    layArgoSources('argo-3', options),
    /has the sum h1:other= and not h1:h3KP.*do not build it/,
  );
  assert.ok(!existsSync(argoSources));
});
