import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { kubectlFor, testbed } from './runningTestbed.mjs';
import { aPlan, aTask, engineOn, inImage } from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const CLUSTER = 'alpha';
const isOver = ({ finishedAt }) => finishedAt !== null;

/** Whether a process may gain anything, and whether devices of the machine are there. */
const SAYS = 'grep "^NoNewPrivs:" /proc/self/status; ls /dev/kmsg';

for (const { title, namespace, settings, body } of [
  {
    title: 'a privileged task, where an administrator released its template',
    namespace: 'mlops-privileged',
    settings: { privileged: ['builder@1.0.0'] },
    body: hasPrivilege,
  },
  {
    title: 'a privileged task, where nobody released any',
    namespace: 'mlops-unprivileged',
    settings: {},
    body: isNotAdmitted,
  },
]) {
  describe(title, () => {
    const kubectl = kubectlFor(CLUSTER);
    const seen = watchedEngine(() =>
      engineOn(CLUSTER, namespace, [], settings),
    );
    before(() => seen.start());
    after(async () => {
      await seen.stop();
      await kubectl(['delete', 'namespace', namespace, '--wait=false']);
    });
    body({ kubectl, namespace, seen });
  });
}

function hasPrivilege({ kubectl, namespace, seen }) {
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
}

/** A plan of a portal whose configuration has changed since, or of nobody's. */
function isNotAdmitted({ seen }) {
  it('is not admitted by the cluster either', async () => {
    const plan = aPlan([task('one', { privileged: true })]);
    await seen.engine.submit(plan);
    const { status, reason } = await seen.attempt(plan, 'one', isOver);
    assert.equal(status, 'failed');
    assert.match(reason, /does not admit its pod: violates PodSecurity/);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });
}

function task(name, more) {
  const runtime = inImage(testbed.images.busybox);
  return aTask(name, { argv: ['sh', '-c', `${SAYS}; true`], runtime }, more);
}

async function logOf({ engine }, { runId }, name) {
  const { signal } = new AbortController();
  const ref = { runId, task: name, attempt: 1 };
  let text = '';
  for await (const chunk of engine.log(ref, {
    from: 0,
    follow: true,
    signal,
  })) {
    text += Buffer.from(chunk).toString();
  }
  return text;
}
