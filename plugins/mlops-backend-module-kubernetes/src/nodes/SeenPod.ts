import type { NodeAmounts } from '@mlops/plugin-mlops-common';
import type { NodePodState } from '@mlops/plugin-mlops-node';
import type { ObservedPod } from './observed';
import { ownPodOf } from './ownPodOf';
import { requestsOf } from './requestsOf';

/** What is remembered of a pod, since a cluster may have many thousands of them. */
export interface SeenPod {
  /** Name of its machine; `null` while it has none. */
  node: string | null;
  requests: NodeAmounts;
  /** `null`: it is of somebody else. */
  own: NodePodState | null;
}

/** @returns undefined for one that has ended, and takes nothing any more */
export function seenPodOf(
  pod: ObservedPod,
  options: {
    gpuResource: string;
    isOwn: (metadata: ObservedPod['metadata']) => boolean;
  },
): SeenPod | undefined {
  if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')) {
    return undefined;
  }
  const { gpuResource, isOwn } = options;
  return {
    node: pod.spec?.nodeName ?? null,
    requests: requestsOf(pod, gpuResource),
    own: isOwn(pod.metadata) ? ownPodOf(pod, gpuResource) : null,
  };
}
