import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { pins } from './pins.mjs';

const modules = new URL('../../../../testbed/modules/', import.meta.url);
const required = folder =>
  readFileSync(new URL(`${folder}/go.mod`, modules), 'utf8');

it('names the versions that the modules are built from', () => {
  const kubernetes = required('kubernetes');
  for (const line of [
    ...Object.values(pins.argo).map(
      ({ module, version }) => `${module} ${version}`,
    ),
    `k8s.io/kubernetes ${pins.kubernetes}`,
    `go.etcd.io/etcd/server/v3 ${pins.etcd}`,
    `sigs.k8s.io/kwok ${pins.kwok}`,
  ]) {
    assert.ok(kubernetes.includes(`\t${line}`), line);
  }
  assert.ok(
    required('storage').includes(
      `\tgithub.com/versity/versitygw ${pins.storage}`,
    ),
  );
});
