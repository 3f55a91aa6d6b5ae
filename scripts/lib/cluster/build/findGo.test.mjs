import assert from 'node:assert/strict';
import { it } from 'node:test';
import { scratch } from '../../testing/scratch.mjs';
import { findGo, isNewEnough } from './findGo.mjs';

it('takes a Go that can fetch the toolchain a module asks for', () => {
  assert.ok(isNewEnough('go version go1.26.8 linux/amd64'));
  assert.ok(isNewEnough('go version go1.21 linux/amd64'));
  assert.ok(isNewEnough('go version go2.0.1 linux/amd64'));
  assert.ok(!isNewEnough('go version go1.19.8 linux/amd64'));
  assert.ok(!isNewEnough('zsh: command not found'));
  assert.ok(!isNewEnough(undefined));
});

it('passes over one that is too old', test => {
  const place = scratch(test);
  place.program('old/go', 'echo go version go1.19.8 linux/amd64');
  const go = place.program('new/go', 'echo go version go1.25.0 linux/amd64');
  const path = `${place.home}/old:${place.home}/new`;
  assert.equal(findGo(path), go);
  assert.equal(findGo(`${place.home}/old`), undefined);
});
