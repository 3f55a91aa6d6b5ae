import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { programOf } from './programs.mjs';
import { inNamespace, testbed } from './runningTestbed.mjs';
import { shakyWay } from './shakyWay.mjs';
import { aPlan, aTask, engineOn, inImage } from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const NAMESPACE = 'mlops-faults';
const MINUTE_MS = 60_000;

// Each cluster has another version of Argo Workflows.
for (const { name, argo } of testbed.clusters) {
  describe(`a run on Argo Workflows ${argo} survives`, () => faultsOn(name));
}

function faultsOn(cluster) {
  const { kubectl, get } = inNamespace(cluster, NAMESPACE);
  let way;
  const seen = watchedEngine(() =>
    engineOn(cluster, NAMESPACE, [], {}, way.url),
  );

  before(async () => {
    way = await shakyWay(cluster);
    await seen.start();
  });
  after(async () => {
    await seen.stop();
    way.close();
  });

  const runtime = inImage(testbed.images.busybox);
  const task = (name, script, more = {}) =>
    aTask(name, { argv: ['sh', '-c', script], runtime }, more);
  /** Counts to so many seconds, one line each. */
  const counting = seconds =>
    `for i in $(seq ${seconds}); do echo $i; sleep 1; done`;
  const counted = seconds =>
    Array.from({ length: seconds }, (_, i) => `${i + 1}\n`).join('');
  const isRunning = ({ status }) => status === 'running';
  const isOver = ({ finishedAt }) => finishedAt !== null;

  async function logOf({ runId }, name, attempt = 1) {
    let text = '';
    const { signal } = new AbortController();
    const bytes = seen.engine.log(
      { runId, task: name, attempt },
      { from: 0, follow: true, signal },
    );
    for await (const chunk of bytes) text += Buffer.from(chunk).toString();
    return text;
  }

  /** It ended well, and executed each task once. */
  async function endedOnce(plan, seconds) {
    const { status, reason } = await seen.run(plan, isOver);
    assert.equal(status, 'succeeded', reason);
    for (const { name } of plan.tasks) {
      assert.equal(await logOf(plan, name), counted(seconds), name);
    }
    const pods = await seen.engine.objects({ runId: plan.runId, uid: null });
    assert.deepEqual(
      pods.map(pod => `${pod.task} ${pod.attempt}`).sort(),
      plan.tasks.map(({ name }) => `${name} 1`).sort(),
    );
    await seen.engine.purge({ runId: plan.runId, uid: null });
  }

  const twoSteps = seconds =>
    aPlan([
      task('one', counting(seconds)),
      task('two', counting(seconds), { dependsOn: ['one'] }),
    ]);

  it('a watch that is cut, again and again', async () => {
    const plan = twoSteps(4);
    await seen.engine.submit(plan);
    for (let cuts = 0; cuts < 8; cuts += 1) {
      await sleep(1_000);
      way.cut();
    }
    await endedOnce(plan, 4);
  });

  it('a way to the API server that is gone for a minute, over its start and its end', async () => {
    const plan = twoSteps(15);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    way.away();
    await sleep(MINUTE_MS);
    way.back();
    await endedOnce(plan, 15);
  });

  it('a portal that is killed and comes back', async () => {
    const plan = twoSteps(5);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    await seen.restart();
    await seen.engine.submit(plan);
    await endedOnce(plan, 5);
  });

  it('a controller of Argo that is killed and comes back', async () => {
    const controller = programOf(
      cluster,
      'workflow-controller',
      `${cluster}-control`,
    );
    const plan = twoSteps(8);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    await controller.kill();
    await sleep(12_000);
    await controller.start();
    await endedOnce(plan, 8);
  });

  it('an eviction: the attempt fails in words, and the next one succeeds', async () => {
    const plan = aPlan([
      task('one', '[ "$MLOPS_ATTEMPT" = 2 ] || sleep 600', {
        retry: { limit: 1, backoffSeconds: 0 },
      }),
    ]);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    const [pod] = await seen.engine.objects({ runId: plan.runId, uid: null });
    await kubectl(
      [
        'create',
        `--raw=/api/v1/namespaces/${NAMESPACE}/pods/${pod.name}/eviction`,
        '--filename=-',
      ],
      {
        input: JSON.stringify({
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: pod.name, namespace: NAMESPACE },
        }),
      },
    );
    const first = await seen.attempt(plan, 'one', isOver);
    assert.equal(first.status, 'failed');
    assert.match(first.reason, /evicted|removed from/);
    const { status, reason } = await seen.run(plan, isOver);
    assert.equal(status, 'succeeded', reason);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  it('a pod that somebody deletes: the attempt fails in words', async () => {
    const plan = aPlan([task('one', 'sleep 600')]);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    const [pod] = await seen.engine.objects({ runId: plan.runId, uid: null });
    await kubectl([
      ...['delete', 'pod', pod.name, `--namespace=${NAMESPACE}`],
      '--wait=false',
    ]);
    const { status, reason } = await seen.attempt(plan, 'one', isOver);
    assert.equal(status, 'failed');
    assert.match(reason, /removed from/);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  // Argo's executor waits for a minute to tell the end of a task, and gives the task up then.
  it('an API server that does not answer for a minute', async () => {
    const server = programOf(cluster, 'kube-apiserver', `${cluster}-control`);
    const plan = twoSteps(15);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    server.pause();
    await sleep(MINUTE_MS);
    server.resume();
    await endedOnce(plan, 15);
  });

  it('a machine that is lost: it says so, fails when the machine is given up, and goes on elsewhere', async () => {
    const plan = aPlan([
      task('one', '[ "$MLOPS_ATTEMPT" = 2 ] || { echo begun; sleep 600; }', {
        retry: { limit: 1, backoffSeconds: 0 },
      }),
    ]);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'one', isRunning);
    const [pod] = await seen.engine.objects({ runId: plan.runId, uid: null });
    const { nodeName: node } = (await get(['pod', pod.name])).spec;
    const kubelet = programOf(cluster, `${node}-kubelet`, node);
    await kubelet.kill();
    const lost = await seen.attempt(plan, 'one', ({ reason }) =>
      reason?.includes(`"${node}" does not answer since`),
    );
    assert.equal(lost.status, 'running');
    await kubectl(['delete', 'node', node]);
    const first = await seen.attempt(plan, 'one', isOver);
    assert.equal(first.status, 'failed');
    assert.ok(first.reason.includes(`machine "${node}" was lost`));
    const words = seen.events
      .filter(({ type, runId }) => type === 'message' && runId === plan.runId)
      .map(({ text }) => text);
    assert.match(words.join('; '), /ends here: node lost/);
    await kubelet.start();
    const { status, reason } = await seen.run(plan, isOver);
    assert.equal(status, 'succeeded', reason);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });
}
