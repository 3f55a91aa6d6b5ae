import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  allNodes,
  CLUSTER_NAMES,
  clusterTopology,
  SERVICES,
} from './topology.mjs';

it('gives every machine and every range of pods an address of its own', () => {
  const clusters = CLUSTER_NAMES.map(clusterTopology);
  const addresses = [
    SERVICES.address,
    ...clusters.map(({ control }) => control.address),
    ...allNodes().map(({ address }) => address),
  ];
  const pods = allNodes().map(node => node.pods);
  assert.equal(new Set(addresses).size, addresses.length);
  assert.equal(new Set(pods).size, pods.length);
});

it('keeps the pods of a cluster within its range', () => {
  for (const { pods, nodes } of CLUSTER_NAMES.map(clusterTopology)) {
    const first = Number(pods.split('.')[2]);
    for (const node of nodes) {
      const third = Number(node.pods.split('.')[2]);
      assert.ok(third >= first && third < first + 16, node.machine);
    }
  }
});

it('has a cluster with two real nodes and simulated ones, and a small one', () => {
  const [alpha, beta] = ['alpha', 'beta'].map(clusterTopology);
  assert.equal(alpha.nodes.length, 2);
  assert.ok(alpha.simulated.some(({ labels }) => labels.gpu === 'true'));
  assert.equal(beta.nodes.length, 1);
});
