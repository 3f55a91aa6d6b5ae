import assert from 'node:assert/strict';
import { it } from 'node:test';
import { portalConfig } from './portalConfig.mjs';

it('lists the clusters as the kubernetes plugins of Backstage read them', () => {
  const text = portalConfig([
    { name: 'alpha', url: 'https://a:6443', token: 't1', authority: 'Y2E=' },
    { name: 'beta', url: 'https://b:6443', token: 't2', authority: 'Y2I=' },
  ]);
  assert.match(text, /^kubernetes:\n {2}serviceLocatorMethod:/m);
  assert.match(
    text,
    /- name: alpha\n {10}url: https:\/\/a:6443\n {10}authProvider: serviceAccount\n {10}skipMetricsLookup: true\n {10}serviceAccountToken: t1\n {10}caData: Y2E=\n {8}- name: beta/,
  );
});
