import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { kubectlFor, testbed } from './runningTestbed.mjs';
import {
  aPlan,
  aTask,
  clientOf,
  engineOn,
  inImage,
  namespacesOf,
} from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const CLUSTER = 'alpha';
const template = { name: 'builder', version: '1.0.0', digest: 'digest' };
const released = { privileged: ['builder@1.0.0'] };
const isOver = ({ finishedAt }) => finishedAt !== null;

/** Whether a process may gain anything, and whether devices of the machine are there. */
const SAYS = 'grep "^NoNewPrivs:" /proc/self/status; ls /dev/kmsg';

describe('a privileged task', () => {
  const namespace = 'mlops-privileged';
  const { seen, kubectl } = engineIn(namespace);

  it('has it in its container, and neither those beside it nor another task have', async () => {
    const plan = aPlan([
      task('one', { privileged: true }),
      task('two', { dependsOn: ['one'] }),
    ]);
    await seen.engine.submit(plan);
    const { status, reason } = await seen.run(plan, isOver);
    assert.equal(status, 'succeeded', reason);
    const one = await logOf(seen, plan, 'one');
    assert.match(one, /NoNewPrivs:\s+0\n\/dev\/kmsg\n/);
    const two = await logOf(seen, plan, 'two');
    assert.match(two, /NoNewPrivs:\s+1\n/);
    assert.doesNotMatch(two, /^\/dev\/kmsg$/m);
    const { items } = await kubectl.get(['pods', `--namespace=${namespace}`]);
    const privileged = items.flatMap(({ spec }) =>
      [...spec.initContainers, ...spec.containers]
        .filter(({ securityContext }) => securityContext?.privileged)
        .map(({ name }) => name),
    );
    assert.deepEqual(privileged, ['main']);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  it('is refused when its template is not released any more', async () => {
    const plan = aPlan([
      task('one', {
        privileged: true,
        template: { ...template, version: '1.0.1' },
      }),
    ]);
    await assert.rejects(
      seen.engine.submit(plan),
      /"builder@1.0.1" is not released for privilege any more/,
    );
  });
});

describe('a privileged task in a namespace that was there before', () => {
  const namespace = 'mlops-unprivileged';
  before(() => namespacesOf(clientOf(CLUSTER)).prepare(namespace));
  const { seen } = engineIn(namespace);

  it('is not admitted, and says so', async () => {
    const plan = aPlan([task('one', { privileged: true })]);
    await seen.engine.submit(plan);
    const { status, reason } = await seen.attempt(plan, 'one', isOver);
    assert.equal(status, 'failed');
    assert.match(reason, /does not admit its pod: violates PodSecurity/);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });
});

function engineIn(namespace) {
  const kubectl = kubectlFor(CLUSTER);
  const seen = watchedEngine(() => engineOn(CLUSTER, namespace, [], released));
  before(() => seen.start());
  after(async () => {
    await seen.stop();
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });
  return { seen, kubectl };
}

function task(name, more) {
  const runtime = inImage(testbed.images.busybox);
  const program = { argv: ['sh', '-c', `${SAYS}; true`], runtime };
  return aTask(name, program, { template, ...more });
}

async function logOf({ engine }, { runId }, name) {
  const { signal } = new AbortController();
  const ref = { runId, task: name, attempt: 1 };
  const chunks = [];
  const options = { from: 0, follow: true, signal };
  for await (const chunk of engine.log(ref, options)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
