import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { deployFolder } from './deployFolder.mjs';
import { kubectlFor } from './runningTestbed.mjs';

const folder = deployFolder();

describe('the manifests', () => {
  /** Secrets are no part of the repository. */
  before(() => {
    const trial = join(folder, 'trial');
    copyFileSync(join(trial, 'portal.env.example'), join(trial, 'portal.env'));
    writeFileSync(join(trial, 'launch.env'), 'token=known\n');
  });

  for (const name of ['account', 'portal', 'trial', 'example']) {
    it(`of ${name} are such as a cluster takes`, async () => {
      const said = await kubectlFor('alpha')([
        ...['apply', '--server-side', '--dry-run=server', '--force-conflicts'],
        ...['--kustomize', join(folder, name)],
      ]);
      assert.match(said, /serviceaccount\/mlops-portal serverside-applied/);
    });
  }
});
