import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { json } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { portalSettings } from '../../scripts/lib/cluster/portalSettings.mjs';
import { testbed } from './runningTestbed.mjs';

describe('a portal', () => {
  for (const { name, url, token, authority } of testbed.clusters) {
    it(`may do on ${name} what an engine has to`, async () => {
      const ca = Buffer.from(authority, 'base64');
      const headers = { authorization: `Bearer ${token}` };
      const answer = await new Promise((resolve, reject) => {
        const path = '/apis/argoproj.io/v1alpha1/workflows';
        get(`${url}${path}`, { ca, headers }, resolve).on('error', reject);
      });
      assert.equal(answer.statusCode, 200);
      assert.equal((await json(answer)).kind, 'WorkflowList');
    });
  }

  it('is told the same by its configuration', () => {
    const [, text] = readFileSync(testbed.portalConfig, 'utf8').split(/^#.*\n/);
    assert.deepEqual(JSON.parse(text), portalSettings(testbed));
  });
});
