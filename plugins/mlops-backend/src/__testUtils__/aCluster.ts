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

export function amounts(part: Partial<NodeAmounts>): NodeAmounts {
  return { ...NO_NODE_AMOUNTS, ...part };
}

/** A pod of training on the machines of everybody. */
export function aPod(part: Partial<NodePodState> = {}): NodePodState {
  return {
    namespace: 'mlops-vision',
    name: 'pod',
    kind: 'task',
    status: 'running',
    reason: null,
    project: 'vision',
    person: null,
    runId: null,
    task: 'train',
    requests: amounts({ cpuMillicores: 1000, memoryBytes: 1e9, pods: 1 }),
    selector: { cpu: 'true', train: 'true', org: 'public' },
    createdAt: 0,
    ...part,
  };
}

/** A machine for training with room for ten of these pods. */
export function aNode(name: string, part: Partial<NodeState> = {}): NodeState {
  const all = amounts({ cpuMillicores: 10_000, memoryBytes: 10e9, pods: 10 });
  const pods = part.pods ?? [];
  return {
    name,
    state: 'ready',
    reasons: [],
    takesWork: true,
    labels: { cpu: 'true', train: 'true', org: 'public' },
    gpuType: null,
    capacity: all,
    allocatable: all,
    requested: {
      ours: pods
        .map(({ requests }) => requests)
        .reduce(addNodeAmounts, NO_NODE_AMOUNTS),
      others: NO_NODE_AMOUNTS,
    },
    used: null,
    taints: [],
    pods,
    ...part,
  };
}

/** A cluster that answers. */
export function aCluster(
  nodes: NodeState[],
  part: Partial<ClusterNodes> = {},
): ClusterNodes {
  return {
    cluster: 'alpha',
    isDefault: true,
    problem: null,
    nodes,
    waiting: [],
    ...part,
  };
}
