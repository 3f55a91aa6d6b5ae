import type { NodeAmounts, RunId } from '@mlops/plugin-mlops-common';
import type { NodePodState } from '@mlops/plugin-mlops-node';
import { PERSON_ANNOTATION } from '../manifests/annotationsOf';
import { explainScheduling } from '../state/explainScheduling';
import { KIND_LABEL } from '../workloads/workloadIdentity';
import type { ObservedPod } from './observed';
import { requestsOf } from './requestsOf';

const KINDS = ['notebook', 'image-session', 'service'] as const;

/** A pod that is provably of the suite, in its words. */
export function ownPodOf(
  { metadata, spec, status }: ObservedPod,
  gpuResource: string,
): NodePodState {
  const { labels = {}, annotations = {} } = metadata;
  const requests = requestsOf({ spec }, gpuResource);
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    kind: KINDS.find(kind => kind === labels[KIND_LABEL]) ?? 'task',
    status: statusOf(spec?.nodeName, status?.phase),
    reason: spec?.nodeName
      ? whyStarting(status)
      : whyWaiting(spec, status, requests),
    project: labels['mlops/project'] ?? null,
    person: annotations[PERSON_ANNOTATION] ?? null,
    runId: (labels['mlops/run-id'] as RunId | undefined) ?? null,
    task: labels['mlops/task'] ?? null,
    requests,
    selector: { ...spec?.nodeSelector },
    createdAt: Date.parse(metadata.creationTimestamp ?? '') || 0,
  };
}

function statusOf(
  node: string | undefined,
  phase: string | undefined,
): NodePodState['status'] {
  if (!node) return 'waiting';
  return phase === 'Running' ? 'running' : 'starting';
}

function whyWaiting(
  spec: ObservedPod['spec'],
  status: ObservedPod['status'],
  { cpuMillicores, memoryBytes, gpus }: NodeAmounts,
): string | null {
  const scheduled = status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  const said = scheduled?.message ?? scheduled?.reason;
  if (said === undefined) return null;
  return explainScheduling(said, {
    nodeSelector: spec?.nodeSelector ?? {},
    resources: {
      cpu: { requestMillicores: cpuMillicores, limitMillicores: cpuMillicores },
      memory: { requestBytes: memoryBytes, limitBytes: memoryBytes },
      gpu: { count: gpus, type: null },
    },
  });
}

function whyStarting(status: ObservedPod['status']): string | null {
  const waiting = status?.containerStatuses?.find(({ state }) => state?.waiting)
    ?.state?.waiting;
  return waiting?.message ?? waiting?.reason ?? null;
}
