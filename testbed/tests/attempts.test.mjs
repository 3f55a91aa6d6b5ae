import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inNamespace, podOf, testbed } from './runningTestbed.mjs';
import { aPlan, aTask, engineOn, inImage } from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const NAMESPACE = 'mlops-attempts';

describe('attempts on a cluster', () => {
  const { create, kubectl } = inNamespace('alpha', NAMESPACE);
  const started = [];
  const seen = watchedEngine(() => engineOn('alpha', NAMESPACE, started));

  before(() => seen.start());
  after(async () => {
    await seen.stop();
    const engine = engineOn('alpha', NAMESPACE);
    await Promise.all(started.map(runId => engine.purge({ runId, uid: null })));
  });

  const task = (name, script, more = {}, image = testbed.images.busybox) =>
    aTask(name, { argv: ['sh', '-c', script], runtime: inImage(image) }, more);

  describe('tell in words why they wait', () => {
    const waits = async (plan, words) => {
      await seen.engine.submit(plan);
      const attempt = await seen.attempt(plan, 'task', ({ reason }) =>
        words.test(reason ?? ''),
      );
      assert.equal(attempt.status, 'queued');
      await seen.engine.stop({ runId: plan.runId, uid: null });
      await seen.run(plan, ({ status }) => status === 'stopped');
    };

    it('for a machine with the labels that they want', () =>
      waits(
        aPlan([
          task('task', 'true', {
            nodeSelector: { gpu: 'true', org: 'nobody' },
          }),
        ]),
        /lack one of the labels gpu=true, org=nobody/,
      ));

    it('for an image that the registry does not have', () =>
      waits(
        aPlan([task('task', 'true', {}, `${testbed.registry.open}/nothing:1`)]),
        /nothing:1" cannot be pulled: the registry does not have it/,
      ));

    it('for an image that is not theirs to pull', () =>
      waits(
        aPlan([task('task', 'true', {}, testbed.images.private)]),
        /cannot be pulled: .*401 Unauthorized \(the registry wants a pull secret/,
      ));

    it('for a claim that there is not', () =>
      waits(
        aPlan([
          task('task', 'true', {
            mounts: [
              { kind: 'pvc', claim: 'nope', path: '/data', subPath: 'ann' },
            ],
          }),
        ]),
        /there is no claim "nope"/,
      ));

    it('for a volume that cannot be mounted', () =>
      waits(
        aPlan([
          task('task', 'true', {
            mounts: [{ kind: 'configmap', name: 'nope', path: '/conf' }],
          }),
        ]),
        /a volume cannot be mounted: .*configmap "nope" not found/,
      ));
  });

  it('fail in words for a service account that there is not', async () => {
    const other = task('task', 'true');
    other.runtime = { ...other.runtime, serviceAccount: 'nobody' };
    const plan = aPlan([other]);
    await seen.engine.submit(plan);
    const { reason } = await seen.attempt(
      plan,
      'task',
      ({ status }) => status === 'failed',
    );
    assert.match(reason, /^there is no service account "nobody"/);
  });

  it('tell in words that a quota of the namespace is used up', async () => {
    const namespace = `${NAMESPACE}-quota`;
    await kubectl(['create', 'namespace', namespace]);
    try {
      await kubectl.apply([
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'small', namespace },
          spec: { hard: { pods: '0' } },
        },
      ]);
      const engine = watchedEngine(() => engineOn('alpha', namespace));
      await engine.start();
      const plan = aPlan([task('task', 'true')]);
      await engine.engine.submit(plan);
      await engine.attempt(plan, 'task', ({ reason }) =>
        /the quota "small" of its namespace is used up/.test(reason ?? ''),
      );
      await engine.engine.purge({ runId: plan.runId, uid: null });
      await engine.stop();
    } finally {
      await kubectl(['delete', 'namespace', namespace, '--wait=false']);
    }
  });

  it('tell the most that they used, also those of seconds', async () => {
    const script =
      'python3 -c "import time; x = bytearray(60_000_000); t = time.time()\nwhile time.time() - t < 4: pass"';
    const plan = aPlan([task('task', script, {}, testbed.images.python)]);
    await seen.engine.submit(plan);
    const { peak, status, reason } = await seen.attempt(
      plan,
      'task',
      ({ finishedAt }) => finishedAt !== null,
    );
    assert.equal(status, 'succeeded', reason);
    assert.ok(peak.memoryBytes > 60e6, JSON.stringify(peak));
    assert.ok(peak.memoryBytes < 128e6, JSON.stringify(peak));
    // It may have half of a core, and tries to have all of it.
    assert.ok(peak.cpuCores > 0.2, JSON.stringify(peak));
    assert.ok(peak.cpuCores < 0.8, JSON.stringify(peak));
    const ref = { runId: plan.runId, task: 'task', attempt: 1 };
    const samples = await seen.engine.usage(ref);
    assert.ok(samples.length >= 2, `${samples.length} samples`);
  });

  it('tell that they were out of memory, and how much they had', async () => {
    const script = 'python3 -c "x = bytearray(900_000_000)"';
    const plan = aPlan([task('task', script, {}, testbed.images.python)]);
    await seen.engine.submit(plan);
    const { peak, status, reason } = await seen.attempt(
      plan,
      'task',
      ({ finishedAt }) => finishedAt !== null,
    );
    assert.equal(status, 'failed');
    assert.match(reason, /^out of memory: it used more than its limit of 128M/);
    assert.ok(peak.memoryBytes >= 128e6, JSON.stringify(peak));
  });

  it('are told within a second of what the cluster knows', async () => {
    const plan = aPlan([task('task', 'sleep 3')]);
    await seen.engine.submit(plan);
    const told = await seen.attempt(
      plan,
      'task',
      ({ status }) => status === 'running',
    );
    const { startedAt, seenAt } = told;
    // What the API server tells of starts is cut to seconds.
    assert.ok(seenAt - startedAt < 2_000 + 1_000, `${seenAt - startedAt} ms`);
  });

  it('keep away from what is not of their run', async () => {
    // A pod that bears the labels of a run, but not its proof, is nobody's.
    const plan = aPlan([task('task', 'sleep 60')]);
    await seen.engine.submit(plan);
    await seen.attempt(plan, 'task', ({ status }) => status === 'running');
    const other = podOf('stranger', {
      container: { image: testbed.images.busybox, command: ['sleep', '600'] },
    });
    other.metadata.labels = {
      'mlops/run-id': plan.runId,
      'mlops/run-proof': '0'.repeat(40),
    };
    await create(other);
    const ref = { runId: plan.runId, uid: null };
    const objects = await seen.engine.objects(ref);
    assert.deepEqual(
      objects.map(({ task: name }) => name),
      ['task'],
    );
    await seen.engine.clear(ref);
    await create({ ...other, metadata: { name: 'another' } });
    const left = await kubectl.get([
      `--namespace=${NAMESPACE}`,
      'pod',
      'stranger',
    ]);
    assert.equal(left.metadata.deletionTimestamp, undefined);
  });
});
