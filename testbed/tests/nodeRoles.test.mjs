import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { eventually, inNamespace, podOf, testbed } from './runningTestbed.mjs';
import { engineOf } from './suite.mjs';

const NODE = 'alpha-simulated-cpu-1';
const SEEN = {
  cpu: true,
  gpu: false,
  train: false,
  notebook: false,
  service: true,
  org: 'vision',
};

describe('machines as administrators see them', () => {
  const { kubectl, create } = inNamespace('alpha', 'node-roles');
  const { admin } = engineOf(testbed.clusters);
  const rolesOf = async () => (await kubectl.get(['node', NODE])).metadata;
  const at = { cluster: 'alpha', name: NODE };
  after(() =>
    kubectl([
      'label',
      'node',
      NODE,
      '--overwrite',
      'cpu=true',
      'service=true',
      'org=vision',
      'train-',
    ]),
  );

  it('are those of all clusters, with what they have', async () => {
    const clusters = await admin.nodes();
    assert.deepEqual(
      clusters.map(({ cluster, isDefault, problem, nodes }) => [
        cluster,
        isDefault,
        problem,
        nodes.map(({ name, takesWork }) => [name, takesWork]),
      ]),
      [
        [
          'alpha',
          true,
          null,
          [
            ['alpha-node-1', true],
            ['alpha-node-2', true],
            ['alpha-simulated-cpu-1', false],
            ['alpha-simulated-gpu-1', false],
            ['alpha-simulated-gpu-2', false],
          ],
        ],
        ['beta', false, null, [['beta-node-1', true]]],
      ],
    );
    const gpu = clusters[0].nodes.find(({ name }) => name.endsWith('gpu-1'));
    assert.equal(gpu.state, 'ready');
    assert.equal(gpu.allocatable.gpus, 8);
    assert.deepEqual(gpu.taints, [
      {
        key: 'kwok.x-k8s.io/node',
        value: 'fake',
        effect: 'NoSchedule',
        tolerated: false,
      },
    ]);
  });

  it('are shown although another cluster is away, which says so', async () => {
    const [alpha, beta] = testbed.clusters;
    const engine = engineOf([alpha, { ...beta, url: 'https://127.0.0.1:1' }]);
    const started = performance.now();
    const [there, away] = await engine.admin.nodes();
    assert.equal(there.nodes.length, 5);
    assert.match(away.problem, /The cluster "beta" does not answer/);
    assert.ok(performance.now() - started < 6_000);
  });

  it('count what pods of others ask for, as long as they are there', async () => {
    const othersOf = async () => {
      const [{ nodes }] = await admin.nodes();
      return nodes.find(({ name }) => name === NODE).requested.others;
    };
    const before = await othersOf();
    const pod = podOf('other', {
      nodeName: NODE,
      container: {
        image: testbed.images.busybox,
        resources: { requests: { cpu: '1.5', memory: '1Gi' } },
      },
    });
    await create(pod);
    await eventually(
      othersOf,
      now =>
        now.cpuMillicores === before.cpuMillicores + 1500 &&
        now.memoryBytes === before.memoryBytes + 2 ** 30 &&
        now.pods === before.pods + 1,
    );
    await kubectl([
      'delete',
      'pod',
      'other',
      '--namespace=node-roles',
      '--wait=false',
    ]);
    await eventually(othersOf, now => now.pods === before.pods);
  });

  it('get other roles, and no other label', async () => {
    const before = await rolesOf();
    const wanted = { ...SEEN, service: false, train: true, org: 'node-roles' };
    await admin.setRoles(at, wanted, SEEN);
    const { service, ...rest } = before.labels;
    assert.equal(service, 'true');
    assert.deepEqual((await rolesOf()).labels, {
      ...rest,
      train: 'true',
      org: 'node-roles',
    });
    // The answer was lost, and whoever asked asks again.
    await admin.setRoles(at, wanted, SEEN);
    await admin.setRoles(at, SEEN, wanted);
    assert.deepEqual((await rolesOf()).labels, before.labels);
  });

  it('keep those that somebody else has given them meanwhile', async () => {
    await kubectl(['label', 'node', NODE, 'train=true']);
    const before = await rolesOf();
    await assert.rejects(
      admin.setRoles(at, { ...SEEN, service: false }, SEEN),
      ({ name, message }) =>
        name === 'ConflictError' &&
        /train is true now, not unset/.test(message),
    );
    assert.deepEqual((await rolesOf()).labels, before.labels);
    await kubectl(['label', 'node', NODE, 'train-']);
  });

  it('are named where there is no such machine or cluster', async () => {
    await assert.rejects(admin.setRoles({ ...at, name: 'none' }, SEEN, SEEN), {
      name: 'NotFoundError',
      message: /no machine "none"; it has .*alpha-node-1, alpha-node-2/,
    });
    await assert.rejects(
      admin.setRoles({ ...at, cluster: 'gamma' }, SEEN, SEEN),
      { name: 'NotFoundError', message: /configured are alpha, beta/ },
    );
    await assert.rejects(admin.setRoles(at, { ...SEEN, org: 'a b' }, SEEN), {
      name: 'InputError',
      message: /"a b" cannot be the org of a machine/,
    });
  });
});
