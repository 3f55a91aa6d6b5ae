import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { silentStep } from '../testing/silentStep.mjs';
import { outcome, tallyLine } from './outcome.mjs';
import { runStages } from './runStages.mjs';

const stage = (name, work) => ({ name, work: async () => work() });
const passing = stage('good', () => outcome({ passed: 2 }));
const breaking = stage('bad', () => {
  throw new Error('the disk is full');
});
const skipping = stage('poor', () =>
  outcome({ skipped: 1, notes: ['Missing: chromium'] }),
);

async function run(stages, options = {}) {
  const lines = [];
  const { signal } = new AbortController();
  const show = line => lines.push(line);
  const total = await runStages(stages, {
    step: silentStep(),
    show,
    strict: false,
    signal,
    ...options,
  });
  return { line: tallyLine(total), text: lines.join('\n') };
}

describe('runStages', () => {
  it('goes on after a stage that breaks, counts it as failed and shows why', async () => {
    const { line, text } = await run([breaking, passing]);
    assert.equal(line, '2 passed, 1 failed');
    assert.match(text, /✗ bad: Error: the disk is full/);
    assert.match(text, /^good: 2 passed, 0 failed$/m);
  });

  it('says what was skipped and why', async () => {
    const { line, text } = await run([passing, skipping]);
    assert.equal(line, '2 passed, 0 failed, 1 skipped');
    assert.match(text, /^– poor: Missing: chromium$/m);
  });

  it('fails for what was skipped where nothing may be', async () => {
    const { line } = await run([passing, skipping], { strict: true });
    assert.equal(line, '2 passed, 1 failed');
  });

  it('does not end well when somebody interrupted it', async () => {
    const { line } = await run([passing], { signal: AbortSignal.abort() });
    assert.equal(line, '0 passed, 1 failed');
  });
});
