import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { kubectlFor, podOf, testbed } from './runningTestbed.mjs';
import {
  aPlan,
  aTask,
  clientOf,
  engineOn,
  namespacesOf,
  inImage,
} from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const CLUSTER = 'alpha';
// Made by the suite itself, as that of a project group is.
const NAMESPACE = 'mlops-attacked';

describe('pods of tasks', () => {
  const kubectl = kubectlFor(CLUSTER);
  const seen = watchedEngine(() => engineOn(CLUSTER, NAMESPACE));

  before(async () => {
    await namespacesOf(clientOf(CLUSTER)).prepare(NAMESPACE);
    await seen.start();
  });
  after(async () => {
    await seen.stop();
    await kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  });

  const image = testbed.images.busybox;
  const runtime = inImage(image);
  const task = (script, more = {}) =>
    aTask('task', { argv: ['sh', '-c', script], runtime }, more);
  const isOver = ({ finishedAt }) => finishedAt !== null;

  async function logOf(plan) {
    let text = '';
    const ref = { runId: plan.runId, task: 'task', attempt: 1 };
    const { signal } = new AbortController();
    for await (const chunk of seen.engine.log(ref, {
      from: 0,
      follow: true,
      signal,
    })) {
      text += Buffer.from(chunk).toString();
    }
    return text;
  }

  it('get no folder of a machine, though a plan were to ask for it', async () => {
    for (const hostPath of ['/', '/run/containerd', '/var/run/docker.sock']) {
      const mounts = [{ kind: 'hostpath', hostPath, path: '/host' }];
      const plan = aPlan([task('true', { mounts })]);
      await seen.engine.submit(plan);
      const { status, reason } = await seen.attempt(plan, 'task', isOver);
      assert.equal(status, 'failed');
      assert.match(reason, /does not admit its pod: violates PodSecurity/);
      await seen.engine.purge({ runId: plan.runId, uid: null });
    }
  });

  it('cannot be made by tasks with more than they have themselves', async () => {
    const attacks = {
      privileged: { container: { securityContext: { privileged: true } } },
      network: { hostNetwork: true, container: {} },
      processes: { hostPID: true, container: {} },
      folder: {
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
        container: {},
      },
      capability: {
        container: {
          securityContext: { capabilities: { add: ['SYS_ADMIN'] } },
        },
      },
    };
    for (const [name, { container, ...spec }] of Object.entries(attacks)) {
      const pod = podOf(name, { ...spec, container: { image, ...container } });
      await assert.rejects(
        kubectl(['create', `--namespace=${NAMESPACE}`, '--filename=-'], {
          input: JSON.stringify(pod),
        }),
        /violates PodSecurity "baseline/,
        name,
      );
    }
  });

  it('have no account, no privilege and no capability to gain any', async () => {
    const plan = aPlan([
      task(
        'ls /var/run/secrets/kubernetes.io 2>&1; grep -E "^(NoNewPrivs|Seccomp):" /proc/self/status; ls /dev | grep -c -E "^(sd|vd|kmsg|mem)"; env; cat /proc/1/environ',
      ),
    ]);
    await seen.engine.submit(plan);
    const { status } = await seen.run(plan, isOver);
    const text = await logOf(plan);
    assert.equal(status, 'succeeded', text);
    assert.match(text, /No such file/);
    assert.match(text, /NoNewPrivs:\s+1/);
    assert.match(text, /Seccomp:\s+2/);
    assert.match(text, /^0$/m);
    // Where keys are may be known to all; what they are, not.
    const { registry, storage } = testbed;
    for (const secret of [storage.secretKey, registry.password]) {
      assert.ok(!text.includes(secret));
    }
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  it('cannot leave the folder of a claim by its sub-path', async () => {
    const mounts = [
      { kind: 'pvc', claim: 'data', path: '/data', subPath: '../../etc' },
    ];
    const plan = aPlan([task('true', { mounts })]);
    await seen.engine.submit(plan).catch(() => undefined);
    const { status, reason } = await seen.run(plan, isOver);
    assert.equal(status, 'failed');
    assert.match(reason, /must not contain '\.\.'/);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  it('of one group do not see what another group has', async () => {
    const other = `${NAMESPACE}-other`;
    await namespacesOf(clientOf(CLUSTER)).prepare(other);
    try {
      const words = ['create', 'secret', 'generic', 'theirs'];
      await kubectl([...words, '--from-literal=a=b', `--namespace=${other}`]);
      const mounts = [{ kind: 'secret', name: 'theirs', path: '/theirs' }];
      const plan = aPlan([task('cat /theirs/a', { mounts })]);
      await seen.engine.submit(plan);
      const { status } = await seen.attempt(plan, 'task', ({ reason }) =>
        /secret "theirs" not found/.test(reason ?? ''),
      );
      assert.equal(status, 'queued');
      await seen.engine.purge({ runId: plan.runId, uid: null });
    } finally {
      await kubectl(['delete', 'namespace', other, '--wait=false']);
    }
  });
});
