import assert from 'node:assert/strict';
import { it } from 'node:test';
import { toolEnvironment } from './toolEnvironment.mjs';

const tools = {
  path: ['/tools/bin'],
  uv: '/tools/uv',
};

it('puts our tools first and hands uv to the portal', () => {
  const env = toolEnvironment({ PATH: '/usr/bin' }, tools);
  assert.equal(env.PATH, '/tools/bin:/usr/bin');
  assert.equal(env.MLOPS_UV, '/tools/uv');
});

it('keeps what npm was told about the network and drops the rest of it', () => {
  const env = toolEnvironment(
    {
      PATH: '',
      HOME: '/home/a',
      npm_config_registry: 'https://example.org',
      npm_config_nodedir: '/usr',
      npm_config_prefix: '/usr/local',
      npm_package_name: 'mlops-suite',
      npm_lifecycle_event: 'portal',
    },
    tools,
  );
  assert.equal(env.npm_config_registry, 'https://example.org');
  assert.equal(env.HOME, '/home/a');
  assert.deepEqual(
    Object.keys(env).filter(name => name.startsWith('npm_')),
    ['npm_config_registry'],
  );
});
