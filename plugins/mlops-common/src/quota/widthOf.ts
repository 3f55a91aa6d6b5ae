import { runnable } from '../plan/findCycles';
import { upstreamSets, type UpstreamSet } from '../plan/upstreamSets';

/**
 * How many tasks can execute at the same time at most: the size of the largest set of which no task waits for
 * another, directly or through others. By Dilworth's theorem it is the number of chains that the tasks fall
 * into, which is their number less the largest matching between tasks and what comes after them; the matching is
 * found as Hopcroft and Karp do it ("An n^5/2 algorithm for maximum matchings in bipartite graphs", 1973).
 *
 * @param waitsFor - for every task the tasks it waits for, by index, without circles
 * @param counts - tasks that execute; the others only hand on who waits for whom
 */
export function widthOf(
  waitsFor: ReadonlyArray<readonly number[]>,
  counts: readonly boolean[],
): number {
  const upstream = upstreamSets(waitsFor);
  const nodes = runnable(waitsFor).filter(node => counts[node]);
  const before = nodes.map(node => nodesIn(upstream[node], nodes));
  return nodes.length - matchingOf(before);
}

/** Places in `nodes`, nearest upstream first, so that the first guess is good. */
function nodesIn(set: UpstreamSet, nodes: readonly number[]): number[] {
  const places: number[] = [];
  for (let place = nodes.length - 1; place >= 0; place--) {
    if (set.has(nodes[place])) places.push(place);
  }
  return places;
}

/** Size of the largest matching of left nodes with what `edges` offers them. */
function matchingOf(edges: ReadonlyArray<readonly number[]>): number {
  const size = edges.length;
  const takenBy = new Int32Array(size).fill(-1);
  const takes = new Int32Array(size).fill(-1);
  let matched = 0;
  for (;;) {
    const depth = depthsFrom(edges, takes, takenBy);
    if (depth === null) return matched;
    const next = new Int32Array(size);
    for (let left = 0; left < size; left++) {
      if (
        takes[left] === -1 &&
        augment(left, edges, takes, takenBy, depth, next)
      )
        matched += 1;
    }
  }
}

/** Steps from a free left node to each left node, or `null` when no free right node can be reached. */
function depthsFrom(
  edges: ReadonlyArray<readonly number[]>,
  takes: Int32Array,
  takenBy: Int32Array,
): Int32Array | null {
  const depth = new Int32Array(edges.length).fill(-1);
  const queue: number[] = [];
  takes.forEach((right, left) => {
    if (right !== -1) return;
    depth[left] = 0;
    queue.push(left);
  });
  let reaches = false;
  for (const left of queue) {
    for (const right of edges[left]) {
      const owner = takenBy[right];
      if (owner === -1) reaches = true;
      else if (depth[owner] === -1) {
        depth[owner] = depth[left] + 1;
        queue.push(owner);
      }
    }
  }
  return reaches ? depth : null;
}

/** One shortest path to a free right node, walked without recursion: a chain may be as long as the pipeline. */
function augment(
  start: number,
  edges: ReadonlyArray<readonly number[]>,
  takes: Int32Array,
  takenBy: Int32Array,
  depth: Int32Array,
  next: Int32Array,
): boolean {
  const path = [start];
  while (path.length > 0) {
    const left = path[path.length - 1];
    if (next[left] === edges[left].length) {
      path.pop();
      continue;
    }
    const right = edges[left][next[left]];
    next[left] += 1;
    const owner = takenBy[right];
    if (owner === -1) {
      // Every node of the path takes the edge at which it stands.
      for (const node of path) {
        const taken = edges[node][next[node] - 1];
        takes[node] = taken;
        takenBy[taken] = node;
      }
      return true;
    }
    if (depth[owner] === depth[left] + 1) path.push(owner);
  }
  return false;
}
