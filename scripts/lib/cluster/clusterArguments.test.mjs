import assert from 'node:assert/strict';
import { it } from 'node:test';
import { clusterArguments } from './clusterArguments.mjs';

it('means all clusters when none is named, and the named ones once and in their order', () => {
  assert.deepEqual(clusterArguments(['up']), {
    action: 'up',
    clusters: ['alpha', 'beta'],
  });
  assert.deepEqual(clusterArguments(['down', 'beta', 'alpha', 'beta']), {
    action: 'down',
    clusters: ['alpha', 'beta'],
  });
  assert.deepEqual(clusterArguments(['up', 'beta']).clusters, ['beta']);
});

it('answers what it does not know with the usage, and names the clusters there are', () => {
  assert.throws(() => clusterArguments([]), /Say what to do\n\nUsage/);
  assert.throws(() => clusterArguments(['start']), /Unknown: start/);
  assert.throws(
    () => clusterArguments(['up', 'gamma']),
    /Unknown cluster: gamma. There are: alpha, beta/,
  );
  assert.throws(() => clusterArguments(['status', 'alpha']), /takes no name/);
  assert.throws(() => clusterArguments(['up', '--fast']), /Usage/);
});

it('explains itself', () => {
  assert.equal(clusterArguments(['up', '-h']).action, 'help');
});
