import {
  addNodeAmounts,
  NO_NODE_AMOUNTS,
  type NodeAmounts,
  type NodeLoad,
} from '@mlops/plugin-mlops-common';
import type { ClusterNodes, NodePodState } from '@mlops/plugin-mlops-node';
import type { PodOwner } from './podOwners';
import { sumOf } from './toNode';

/** Who has asked for how much of a cluster. Pure. */
export function loadOf(
  { cluster, problem, nodes }: ClusterNodes,
  by: 'project' | 'person',
  ownerOf: (pod: NodePodState) => PodOwner,
): NodeLoad['clusters'][number] {
  const shares = new Map<string | null, NodeAmounts>();
  for (const pod of nodes.flatMap(({ pods }) => pods)) {
    const name = ownerOf(pod)[by];
    const before = shares.get(name) ?? NO_NODE_AMOUNTS;
    shares.set(name, addNodeAmounts(before, pod.requests));
  }
  const allocatable = sumOf(nodes.map(node => node.allocatable));
  return {
    name: cluster,
    problem,
    allocatable,
    shares: [...shares]
      .map(([name, requested]) => ({ name, requested }))
      .sort(
        (a, b) =>
          weightOf(b.requested, allocatable) -
            weightOf(a.requested, allocatable) ||
          ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
      ),
    others: sumOf(nodes.map(({ requested }) => requested.others)),
  };
}

/** The largest part of a cluster that somebody has asked for, of whatever it is. */
function weightOf(requested: NodeAmounts, all: NodeAmounts): number {
  const parts = [
    [requested.cpuMillicores, all.cpuMillicores],
    [requested.memoryBytes, all.memoryBytes],
    [requested.gpus, all.gpus],
  ];
  return Math.max(
    ...parts.map(([some, whole]) => (whole > 0 ? some / whole : 0)),
  );
}
