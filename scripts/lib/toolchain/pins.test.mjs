import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { folders } from '../folders.mjs';
import { pins } from './pins.mjs';

it('pins the same Yarn and Node as package.json promises to people with corepack', () => {
  const { packageManager, engines } = JSON.parse(
    readFileSync(join(folders.root, 'package.json'), 'utf8'),
  );
  assert.equal(packageManager, `yarn@${pins.yarn}`);
  assert.equal(engines.node, pins.node.split('.')[0]);
});
