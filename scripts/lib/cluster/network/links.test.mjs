import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  allNodes,
  CLUSTER_NAMES,
  clusterTopology,
  TESTBED,
} from '../topology.mjs';
import { address, linkToSwitch, portOf, theSwitch } from './links.mjs';

it('gives no machine a way out of this host', () => {
  const words = [
    ...linkToSwitch(1),
    ...theSwitch(),
    ...allNodes().flatMap(address),
  ];
  assert.deepEqual(
    words.filter(line => /default|0\.0\.0\.0/.test(line)),
    [],
  );
  for (const line of words.filter(one => one.startsWith('route'))) {
    assert.match(line, /^route add 198\.19\.\d+\.0\/24 via 198\.18\./);
  }
});

it('leads to the pods of every node but the own', () => {
  const [node, ...others] = allNodes();
  const routes = address(node).filter(line => line.startsWith('route'));
  assert.deepEqual(
    routes,
    others.map(other => `route add ${other.pods} via ${other.address}`),
  );
});

it('names links so that the kernel takes them, each differently', () => {
  const names = CLUSTER_NAMES.map(clusterTopology)
    .flatMap(({ control, nodes }) => [control, ...nodes])
    .map(({ machine }) => portOf(machine));
  assert.equal(new Set(names).size, names.length);
  for (const name of [...names, TESTBED]) assert.ok(name.length <= 15, name);
});
