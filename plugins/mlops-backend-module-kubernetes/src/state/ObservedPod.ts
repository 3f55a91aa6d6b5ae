/**
 * What of a pod of a run is read, as Kubernetes tells it. Any of it may be missing, since a pod that was just made
 * has no status at all.
 */
export interface ObservedPod {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: ReadonlyArray<{ uid: string }>;
    deletionTimestamp?: string;
  };
  spec?: {
    nodeName?: string;
    nodeSelector?: Record<string, string>;
    containers?: ReadonlyArray<{ name: string; command?: readonly string[] }>;
  };
  status?: PodStatus;
}

export interface PodStatus {
  phase?: string;
  reason?: string;
  message?: string;
  conditions?: readonly PodCondition[];
  initContainerStatuses?: readonly ContainerStatus[];
  containerStatuses?: readonly ContainerStatus[];
}

export interface PodCondition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string | null;
}

export interface ContainerStatus {
  name: string;
  image?: string;
  state?: {
    waiting?: { reason?: string; message?: string };
    running?: { startedAt?: string };
    terminated?: {
      exitCode?: number;
      reason?: string;
      message?: string;
      startedAt?: string | null;
      finishedAt?: string | null;
    };
  };
}

/** The container in which a task is executed, beside those of Argo. */
export const MAIN_CONTAINER = 'main';

/** Whether all of its containers have ended for good. */
export function isPodOver({ status }: Pick<ObservedPod, 'status'>): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Of Argo, on each pod that it makes: the node of the workflow that the pod is. */
export function nodeIdOf({ metadata }: ObservedPod): string | undefined {
  return metadata.annotations?.['workflows.argoproj.io/node-id'];
}
