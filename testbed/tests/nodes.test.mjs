import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually, inNamespace, podOf, testbed } from './runningTestbed.mjs';

const image = testbed.images.busybox;
const onSimulated = [{ key: 'kwok.x-k8s.io/node', operator: 'Exists' }];
const asks = count => ({
  image,
  resources: { limits: { 'nvidia.com/gpu': count } },
});

for (const { name, nodes, simulatedNodes } of testbed.clusters) {
  describe(`nodes of ${name}`, () => {
    const { kubectl, get, create } = inNamespace(name, 'nodes');
    const placed = pod => pod.spec.nodeName !== undefined;

    it('are all ready', async () => {
      const { items } = await kubectl.get(['nodes']);
      const ready = items
        .filter(node => conditionOf(node, 'Ready')?.status === 'True')
        .map(({ metadata }) => metadata.name);
      assert.deepEqual(ready.sort(), [...nodes, ...simulatedNodes].sort());
    });

    it('let pods talk to each other and to services, wherever they are', async () => {
      const server = podOf('server', {
        nodeName: nodes.at(-1),
        container: { image, command: ['httpd', '-f', '-h', '/etc'] },
      });
      await create(server);
      const service = await create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'server' },
        spec: { selector: { app: 'server' }, ports: [{ port: 80 }] },
      });
      const { status } = await eventually(
        () => get(['pod', 'server']),
        pod => conditionOf(pod, 'Ready')?.status === 'True',
      );
      const addresses = [status.podIP, service.spec.clusterIP];
      const asking = addresses.map(one => `wget -qO- http://${one}/group`);
      await create(
        podOf('client', {
          nodeName: nodes[0],
          restartPolicy: 'OnFailure',
          container: { image, command: ['sh', '-c', asking.join(' && ')] },
        }),
      );
      await eventually(
        () => get(['pod', 'client']),
        pod => pod.status.phase === 'Succeeded',
      );
    });

    if (simulatedNodes.length === 0) return;
    it('are simulated where a pod asks for GPUs', async () => {
      const nodeSelector = { gpu: 'true', org: 'public' };
      const options = { nodeSelector, tolerations: onSimulated };
      await create(podOf('gpu', { ...options, container: asks(8) }));
      const { spec } = await eventually(() => get(['pod', 'gpu']), placed);
      assert.equal(spec.nodeName, `${name}-simulated-gpu-1`);

      await create(podOf('more', { ...options, container: asks(1) }));
      const waiting = await eventually(
        () => get(['pod', 'more']),
        pod => conditionOf(pod, 'PodScheduled'),
      );
      const { reason, message } = conditionOf(waiting, 'PodScheduled');
      assert.equal(reason, 'Unschedulable');
      assert.match(message, /1 Insufficient nvidia.com\/gpu/);
    });
  });
}

function conditionOf({ status }, type) {
  return status.conditions?.find(one => one.type === type);
}
