import {
  addNodeAmounts,
  nodeRolesOf,
  NO_NODE_AMOUNTS,
  type Node,
  type NodeAmounts,
  type NodeCluster,
  type NodePod,
} from '@mlops/plugin-mlops-common';
import type {
  ClusterNodes,
  NodePodState,
  NodeState,
} from '@mlops/plugin-mlops-node';
import { iso } from '../store/columns';
import type { PodOwner } from './podOwners';

/** Waiting pods that a cluster tells at most. */
const WAITING_SHOWN = 20;

/** A machine as the wire has it. */
export function toNode(
  { cluster }: Pick<ClusterNodes, 'cluster'>,
  { labels, pods, reasons, taints, ...node }: NodeState,
): Node {
  return {
    cluster,
    ...node,
    reasons: [...reasons],
    taints: [...taints],
    roles: nodeRolesOf(labels),
    podCount: pods.length,
  };
}

/** A pod as the wire has it. */
export function toNodePod(
  { cluster }: Pick<ClusterNodes, 'cluster'>,
  { runId: _, selector: __, createdAt, ...pod }: NodePodState,
  owner: PodOwner,
): NodePod {
  return { ...pod, ...owner, cluster, createdAt: iso(createdAt) };
}

/** Those that wait longest come first. */
export function longestWaiting({ waiting }: ClusterNodes): NodePodState[] {
  return [...waiting]
    .sort((a, b) => a.createdAt - b.createdAt)
    .slice(0, WAITING_SHOWN);
}

/** A cluster as a whole. */
export function toNodeCluster(
  cluster: ClusterNodes,
  ownerOf: (pod: NodePodState) => PodOwner,
): NodeCluster {
  const { nodes } = cluster;
  return {
    name: cluster.cluster,
    problem: cluster.problem,
    nodeCount: nodes.length,
    takingWork: nodes.filter(({ takesWork }) => takesWork).length,
    allocatable: sumOf(nodes.map(({ allocatable }) => allocatable)),
    requested: {
      ours: sumOf(nodes.map(({ requested }) => requested.ours)),
      others: sumOf(nodes.map(({ requested }) => requested.others)),
    },
    waitingCount: cluster.waiting.length,
    waiting: longestWaiting(cluster).map(pod =>
      toNodePod(cluster, pod, ownerOf(pod)),
    ),
  };
}

export function sumOf(amounts: readonly NodeAmounts[]): NodeAmounts {
  return amounts.reduce(addNodeAmounts, NO_NODE_AMOUNTS);
}
