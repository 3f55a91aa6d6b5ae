import { createHmac } from 'node:crypto';
import {
  ID_PATTERN,
  type WorkloadId,
  type WorkloadPlan,
} from '@mlops/plugin-mlops-common';

/** By these everything of a workload is found again, and proven to be ours. */
export const WORKLOAD_LABEL = 'mlops/workload-id';
export const WORKLOAD_PROOF = 'mlops/workload-proof';
/** On its record alone. */
export const RECORD_LABEL = 'mlops/workload-record';
/** Which start a pod is, from 1. */
export const START_LABEL = 'mlops/start';

/** What a workload is for: `notebook`, `image-session` or `service`. */
export const KIND_LABEL = 'mlops/kind';

/** Of runs and workloads alike; what a plan says beside them is kept, but not under these names. */
const OURS = /^mlops\/(run-|workload-|(start|kind|project)$)/;

/** Names derive from ids, so that whoever makes an object twice makes the same one. */
export function recordName(workloadId: WorkloadId): string {
  return `mlops-workload-${workloadId}`;
}

export function podName(workloadId: WorkloadId, start: number): string {
  return `mlops-workload-${workloadId}-${start}`;
}

/** Which start a pod is, by its name; `undefined` for one of another name. */
export function startNumberOf(
  workloadId: WorkloadId,
  name: string,
): number | undefined {
  const start = Number(name.slice(podName(workloadId, 0).length - 1));
  return podName(workloadId, start) === name ? start : undefined;
}

/**
 * Proves that an object on a cluster was made by this installation for this workload, as `proofOf` does for runs; the
 * proof of the one is none of the other.
 */
export function workloadProof(
  key: string,
  workloadId: WorkloadId,
  namespace: string,
): string {
  return createHmac('sha256', key)
    .update(`workload ${workloadId} ${namespace}`)
    .digest('hex')
    .slice(0, 40);
}

export function workloadLabels(
  {
    kind,
    labels,
    project,
    workloadId,
  }: Pick<WorkloadPlan, 'kind' | 'labels' | 'project' | 'workloadId'>,
  proof: string,
): Record<string, string> {
  const others = Object.entries(labels).filter(([name]) => !OURS.test(name));
  return {
    ...Object.fromEntries(others),
    [KIND_LABEL]: kind,
    'mlops/project': project,
    [WORKLOAD_LABEL]: workloadId,
    [WORKLOAD_PROOF]: proof,
  };
}

/** Whether the labels of an object were given by this installation, to the namespace in which it is. */
export function isOwnWorkload(
  key: string,
  {
    namespace,
    labels = {},
  }: { namespace: string; labels?: Record<string, string> },
): boolean {
  const workloadId = labels[WORKLOAD_LABEL] ?? '';
  return (
    ID_PATTERN.test(workloadId) &&
    labels[WORKLOAD_PROOF] ===
      workloadProof(key, workloadId as WorkloadId, namespace)
  );
}
