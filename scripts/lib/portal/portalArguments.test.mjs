import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { portalArguments } from './portalArguments.mjs';

const ask = (line, env = {}) =>
  portalArguments(line.split(' ').filter(Boolean), env);

describe('portalArguments', () => {
  it('serves on 7007 when nothing is said', () => {
    const wish = ask('');
    assert.equal(wish.action, 'serve');
    assert.equal(wish.port, 7007);
    assert.equal(wish.pipeline, undefined);
  });

  it('takes the port from --port before PORT', () => {
    assert.equal(ask('', { PORT: '8000' }).port, 8000);
    assert.equal(ask('--port 9000', { PORT: '8000' }).port, 9000);
  });

  it('understands a run that ends with its result', () => {
    const wish = ask('--run digits --exit');
    assert.equal(wish.pipeline, 'digits');
    assert.equal(wish.exit, true);
  });

  it('understands stop and stop --all', () => {
    assert.equal(ask('stop').action, 'stop');
    assert.equal(ask('stop').all, false);
    assert.equal(ask('stop --all').all, true);
  });

  it('answers everything else with the usage', () => {
    for (const line of [
      '--prot 1',
      'start',
      'stop now',
      '--exit',
      '--all',
      'stop --run digits',
      '--port 0',
      '--port 65536',
      '--port seven',
      '--run',
    ]) {
      assert.throws(() => ask(line), /Usage: npm run portal/, line);
    }
  });
});
