import {
  addNodeAmounts,
  NO_NODE_AMOUNTS,
  type NodeAmounts,
} from '@mlops/plugin-mlops-common';
import type {
  ClusterNodes,
  NodePodState,
  NodeState,
} from '@mlops/plugin-mlops-node';
import type { SeenPod } from './SeenPod';

/** What is used on a machine at this moment. */
export type NodeUse = NonNullable<NodeState['used']>;

interface OnNode {
  ours: NodeAmounts;
  others: NodeAmounts;
  pods: NodePodState[];
}

/** Puts machines and pods together. Pure; one pass over the pods, however many there are. */
export function clusterNodesOf(
  nodes: ReadonlyArray<Omit<NodeState, 'requested' | 'used' | 'pods'>>,
  pods: Iterable<SeenPod>,
  use: ReadonlyMap<string, NodeUse>,
): Pick<ClusterNodes, 'nodes' | 'waiting'> {
  const byNode = new Map<string, OnNode>();
  const waiting: NodePodState[] = [];
  for (const { node, requests, own } of pods) {
    if (node === null) {
      if (own) waiting.push(own);
      continue;
    }
    const on = byNode.get(node) ?? {
      ours: NO_NODE_AMOUNTS,
      others: NO_NODE_AMOUNTS,
      pods: [],
    };
    byNode.set(node, on);
    if (own) {
      on.ours = addNodeAmounts(on.ours, requests);
      on.pods.push(own);
    } else {
      on.others = addNodeAmounts(on.others, requests);
    }
  }
  return {
    nodes: nodes.map(node => {
      const on = byNode.get(node.name);
      return {
        ...node,
        requested: {
          ours: on?.ours ?? NO_NODE_AMOUNTS,
          others: on?.others ?? NO_NODE_AMOUNTS,
        },
        used: use.get(node.name) ?? null,
        pods: on?.pods ?? [],
      };
    }),
    waiting,
  };
}
