import { InputError } from '@backstage/errors';
import {
  nodeRolesOf,
  NODE_FLAGS,
  type NodeAmounts,
  type RouteRequest,
} from '@mlops/plugin-mlops-common';
import type { ClusterNodes, NodeState } from '@mlops/plugin-mlops-node';

/** Which machines are asked for, and in which order. */
export type NodeQuestion = Pick<
  NonNullable<RouteRequest<'listNodes'>['query']>,
  'cluster' | 'state' | 'role' | 'org' | 'search' | 'order'
>;

/** A machine that was found. */
export interface FoundNode {
  cluster: ClusterNodes;
  node: NodeState;
  /** Its place in the order: number of its cluster, how much of it is free, name. */
  key: [number, number, string];
}

const AMOUNTS = {
  cpu: 'cpuMillicores',
  memory: 'memoryBytes',
  gpu: 'gpus',
} as const satisfies Record<string, keyof NodeAmounts>;

/** The machines that are asked for, by cluster, those of which most is asked for first. Pure. */
export function answerNodes(
  clusters: readonly ClusterNodes[],
  question: NodeQuestion,
): FoundNode[] {
  return clusters
    .flatMap((cluster, place) =>
      cluster.nodes
        .filter(node => isAskedFor(cluster, node, question))
        .map(node => ({
          cluster,
          node,
          key: [
            place,
            freeShare(node, question),
            node.name,
          ] as FoundNode['key'],
        })),
    )
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** What comes behind the last of a page. @throws InputError for a place in another list */
export function nodesBehind(
  found: readonly FoundNode[],
  key: ReadonlyArray<string | number> | undefined,
): FoundNode[] {
  if (key === undefined) return [...found];
  const [place, free, name] = key;
  if (
    typeof place !== 'number' ||
    typeof free !== 'number' ||
    typeof name !== 'string'
  ) {
    throw new InputError('The cursor does not belong to this list');
  }
  return found.filter(one => compareKeys(one.key, [place, free, name]) > 0);
}

function isAskedFor(
  { cluster }: ClusterNodes,
  { name, state, labels }: NodeState,
  question: NodeQuestion,
): boolean {
  const roles = nodeRolesOf(labels);
  const search = question.search?.toLowerCase() ?? '';
  const wanted = question.role ?? [];
  return (
    (question.cluster?.includes(cluster) ?? true) &&
    (question.state?.includes(state) ?? true) &&
    (question.org === undefined || roles.org === question.org) &&
    NODE_FLAGS.every(flag => roles[flag] || !wanted.includes(flag)) &&
    name.toLowerCase().includes(search)
  );
}

/** From 1 for nothing asked for; what has none of it comes last. */
function freeShare(
  { allocatable, requested }: NodeState,
  { order = 'name' }: NodeQuestion,
): number {
  if (order === 'name') return 0;
  const amount = AMOUNTS[order];
  const all = allocatable[amount];
  if (all === 0) return 2;
  return 1 - (requested.ours[amount] + requested.others[amount]) / all;
}

function compareKeys(a: FoundNode['key'], b: FoundNode['key']): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}
