import type { ObservedPod } from './ObservedPod';

/**
 * How a pod went that neither ended by itself nor was ended by its run, or `null` where it did not. What Kubernetes
 * writes on pods that it takes away are the reasons of the condition `DisruptionTarget` (1.26 and newer).
 */
export function explainRemoval({
  metadata,
  spec,
  status,
}: ObservedPod): string | null {
  const machine = `its machine "${spec?.nodeName}"`;
  const disruption = status?.conditions?.find(
    ({ type, status: holds }) =>
      type === 'DisruptionTarget' && holds === 'True',
  );
  switch (disruption?.reason) {
    case 'DeletionByPodGC':
      return `${machine} was lost`;
    case 'DeletionByTaintManager':
      return `${machine} was taken out of use or did not answer`;
    case 'EvictionByEvictionAPI':
      return `it was evicted, as when ${machine} is emptied for maintenance`;
    case 'PreemptionByScheduler':
      return 'it was evicted for work of a higher priority';
    case 'TerminationByKubelet':
      return evicted(status?.message ?? disruption.message);
    default:
  }
  if (status?.reason === 'Evicted') return evicted(status.message);
  return metadata.deletionTimestamp === undefined
    ? null
    : 'its pod was removed from the cluster by somebody';
}

function evicted(message: string | undefined): string {
  return `it was evicted from its machine${message ? `: ${message}` : ''}`;
}
