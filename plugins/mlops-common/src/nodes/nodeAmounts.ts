import type { NodeAmounts } from '../api/schemas/nodes';

/** @public */
export const NO_NODE_AMOUNTS: NodeAmounts = {
  cpuMillicores: 0,
  memoryBytes: 0,
  gpus: 0,
  pods: 0,
};

/** @public */
export function addNodeAmounts(a: NodeAmounts, b: NodeAmounts): NodeAmounts {
  return {
    cpuMillicores: a.cpuMillicores + b.cpuMillicores,
    memoryBytes: a.memoryBytes + b.memoryBytes,
    gpus: a.gpus + b.gpus,
    pods: a.pods + b.pods,
  };
}

/** What is left of `all`; less than nothing where more was asked for. @public */
export function takeNodeAmounts(
  all: NodeAmounts,
  taken: NodeAmounts,
): NodeAmounts {
  return {
    cpuMillicores: all.cpuMillicores - taken.cpuMillicores,
    memoryBytes: all.memoryBytes - taken.memoryBytes,
    gpus: all.gpus - taken.gpus,
    pods: all.pods - taken.pods,
  };
}

/** Whether there is room for all of it. @public */
export function fitsNodeAmounts(
  wanted: NodeAmounts,
  free: NodeAmounts,
): boolean {
  return Object.values(takeNodeAmounts(free, wanted)).every(left => left >= 0);
}
