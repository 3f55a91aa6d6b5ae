import type { Toleration } from '../manifests/core';

/** What of a machine is looked at; see the API reference of Kubernetes, `Node` v1. */
export interface ObservedNode {
  metadata: {
    name: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
  };
  spec?: {
    unschedulable?: boolean;
    taints?: ObservedTaint[];
  };
  status?: {
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    conditions?: Array<{
      type: string;
      status: 'True' | 'False' | 'Unknown';
      reason?: string;
      message?: string;
    }>;
  };
}

export interface ObservedTaint {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

interface ObservedContainer {
  restartPolicy?: string;
  resources?: { requests?: Record<string, string> };
}

/** What of a pod is looked at; see `Pod` v1. */
export interface ObservedPod {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: {
    nodeName?: string;
    nodeSelector?: Record<string, string>;
    tolerations?: Toleration[];
    containers?: ObservedContainer[];
    initContainers?: ObservedContainer[];
    overhead?: Record<string, string>;
  };
  status?: {
    phase?: string;
    conditions?: Array<{
      type: string;
      status: string;
      reason?: string;
      message?: string;
    }>;
    containerStatuses?: Array<{
      state?: { waiting?: { reason?: string; message?: string } };
    }>;
  };
}
