import {
  addNodeAmounts,
  NO_NODE_AMOUNTS,
  type NodeAmounts,
} from '@mlops/plugin-mlops-common';
import { amountsOf } from './amountsOf';
import type { ObservedPod } from './observed';

/**
 * What a scheduler keeps free for a pod: what its containers ask for together, or what one of those before them does if
 * that is more. Containers before that go on beside the others (sidecars) count with both. See
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function requestsOf(
  { spec }: Pick<ObservedPod, 'spec'>,
  gpuResource: string,
): NodeAmounts {
  const asked = (container: {
    resources?: { requests?: Record<string, string> };
  }) => amountsOf(container.resources?.requests, gpuResource);
  let beside = NO_NODE_AMOUNTS;
  let before = NO_NODE_AMOUNTS;
  for (const container of spec?.initContainers ?? []) {
    const own = addNodeAmounts(beside, asked(container));
    if (container.restartPolicy === 'Always') beside = own;
    before = largest(before, own);
  }
  const together = (spec?.containers ?? [])
    .map(asked)
    .reduce(addNodeAmounts, beside);
  const overhead = amountsOf(spec?.overhead, gpuResource);
  return {
    ...addNodeAmounts(largest(before, together), overhead),
    pods: 1,
  };
}

function largest(a: NodeAmounts, b: NodeAmounts): NodeAmounts {
  return {
    cpuMillicores: Math.max(a.cpuMillicores, b.cpuMillicores),
    memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
    gpus: Math.max(a.gpus, b.gpus),
    pods: Math.max(a.pods, b.pods),
  };
}
