import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import {
  ensureLaunchToken,
  launchTokenFile,
  launchUrl,
} from './launchToken.mjs';

describe('the launch token', () => {
  it('is for its owner alone, and the same at the next start', test => {
    const { home } = scratch(test);
    ensureLaunchToken(home);
    assert.equal(statSync(launchTokenFile(home)).mode & 0o777, 0o600);
    const address = launchUrl('http://localhost:7007', home);
    assert.match(address, /^http:\/\/localhost:7007\/launch\?token=[\w-]{32}$/);
    ensureLaunchToken(home);
    assert.equal(launchUrl('http://localhost:7007', home), address);
  });
});
