import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { kubectlOf } from '../../scripts/lib/cluster/kubectl.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';
import { folders } from '../../scripts/lib/folders.mjs';
import { eventually, testbed } from './runningTestbed.mjs';
import { aPlan, compilePipeline, engineOf } from './suite.mjs';

/** A node on which nothing else of these tests is put: GPUs of the organisation `vision`, and no training yet. */
const LATER = 'alpha-simulated-gpu-2';

describe('a task of a pipeline', () => {
  const kubectl = kubectlOf(testbedPaths(folders), 'alpha');
  const lenient = engineOf(testbed.clusters, {
    tolerations: [{ key: 'kwok.x-k8s.io/node', operator: 'Exists' }],
  });
  const strict = engineOf(testbed.clusters);
  const started = [];
  after(async () => {
    await kubectl(['label', 'node', LATER, 'train-']);
    await Promise.all(
      started.map(runId => lenient.purge({ runId, uid: null })),
    );
    await Promise.all(
      ['alpha', 'beta'].map(name =>
        kubectlOf(
          testbedPaths(folders),
          name,
        )([
          ...['delete', 'namespace', 'mlops-placement'],
          ...['--ignore-not-found', '--wait=false'],
        ]),
      ),
    );
  });

  /** Starts what a person has written, as it is compiled for their project group. */
  async function start(engine, { resources = {}, project = {}, spec = {} }) {
    const { runId } = aPlan([]);
    const compiled = compilePipeline({
      image: testbed.images.busybox,
      project: { name: 'placement', ...project },
      runId,
      task: {
        command: ['sleep', '600'],
        resources: { cpu: '0.1', memory: '32M', ...resources },
        ...spec,
      },
    });
    if (!compiled.ok) return compiled;
    started.push(runId);
    await engine.submit(compiled.value);
    return runId;
  }

  /** What administrators see of the pod of a run. */
  async function seen(runId, isIt) {
    return eventually(async () => {
      for (const { cluster, nodes, waiting } of await lenient.admin.nodes()) {
        for (const { name, pods } of [
          { name: null, pods: waiting },
          ...nodes,
        ]) {
          const pod = pods.find(one => one.runId === runId);
          if (pod) return { cluster, node: name, pod };
        }
      }
      return {};
    }, isIt);
  }

  const placed = async runId => {
    const { cluster, node } = await seen(runId, now => Boolean(now.node));
    return `${cluster}/${node}`;
  };
  const unplaced = runId =>
    seen(runId, ({ node, pod }) => node === null && pod.reason !== null);

  it('goes where machines take training of everybody, and says whose it is', async () => {
    const runId = await start(lenient, {});
    assert.match(await placed(runId), /^alpha\/alpha-node-[12]$/);
    const { pod } = await seen(runId, now => now.pod);
    assert.equal(pod.kind, 'task');
    assert.equal(pod.project, 'placement');
    assert.equal(pod.person, 'user:default/ann');
    assert.equal(pod.task, 'train');
    assert.ok(pod.requests.cpuMillicores >= 100);
  });

  it('goes to a machine with GPUs when it asks for some, past the taint that the configuration names', async () => {
    const runId = await start(lenient, { resources: { gpu: '1' } });
    assert.equal(await placed(runId), 'alpha/alpha-simulated-gpu-1');
  });

  it('stays away from a taint that nobody has configured a toleration for', async () => {
    const runId = await start(strict, { resources: { gpu: '1' } });
    const { pod } = await unplaced(runId);
    assert.match(pod.reason, /the taint kwok.x-k8s.io\/node=fake, which/);
  });

  it('goes to the cluster of its project group', async () => {
    const runId = await start(lenient, { project: { cluster: 'beta' } });
    assert.equal(await placed(runId), 'beta/beta-node-1');
  });

  it('waits while no machine of its organisation trains, and begins when an administrator lets one', async () => {
    const project = { org: 'vision' };
    const resources = { gpu: '1' };
    const runId = await start(lenient, { project, resources });
    const { pod } = await unplaced(runId);
    assert.deepEqual(pod.selector, {
      gpu: 'true',
      train: 'true',
      org: 'vision',
    });
    const seenRoles = {
      ...{ cpu: false, gpu: true, train: false, notebook: true },
      ...{ service: false, org: 'vision' },
    };
    const at = { cluster: 'alpha', name: LATER };
    const training = { ...seenRoles, train: true };
    await lenient.admin.setRoles(at, training, seenRoles);
    assert.equal(await placed(runId), `alpha/${LATER}`);
    await lenient.admin.setRoles(at, seenRoles, training);
    // Selectors count when a pod is put somewhere, and not afterwards.
    assert.equal(await placed(runId), `alpha/${LATER}`);
  });

  for (const field of [
    'nodeSelector',
    'tolerations',
    'priorityClassName',
    'labels',
  ]) {
    it(`is refused with ${field}, which is not the user's to choose`, async () => {
      const refused = await start(lenient, { spec: { [field]: {} } });
      assert.equal(refused.ok, false);
      assert.match(JSON.stringify(refused.problems), new RegExp(field));
    });
  }
});
