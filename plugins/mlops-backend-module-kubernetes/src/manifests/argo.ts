import type { Container, ObjectMeta, Toleration, Volume } from './core';

/** What of Argo's `Workflow` manifests of runs use; see its field reference, v1alpha1. @public */
export interface Workflow {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Workflow';
  metadata: ObjectMeta;
  spec: {
    entrypoint: string;
    serviceAccountName: string;
    automountServiceAccountToken: false;
    executor: { serviceAccountName: string };
    podMetadata: {
      labels: Record<string, string>;
      annotations?: Record<string, string>;
    };
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } };
    imagePullSecrets: Array<{ name: string }>;
    tolerations: Toleration[];
    archiveLogs: boolean;
    parallelism?: number;
    activeDeadlineSeconds?: number;
    templates: WorkflowTemplate[];
  };
}

/** @public */
export type WorkflowTemplate = { name: string } & (
  | { dag: { failFast: false; tasks: DagTask[] } }
  | { suspend: Record<string, never> }
  | TaskTemplate
);

/** @public */
export interface DagTask {
  name: string;
  template: string;
  depends?: string;
  when?: 'false';
  arguments?: { artifacts: Array<{ name: string; from: string }> };
}

/** A place in a store, complete, so that no default of a controller is needed. @public */
export interface S3Location {
  endpoint: string;
  insecure: boolean;
  bucket: string;
  region?: string;
  key: string;
  accessKeySecret: { name: string; key: string };
  secretKeySecret: { name: string; key: string };
}

/** @public */
export interface TaskTemplate {
  metadata: { labels: Record<string, string> };
  inputs: {
    artifacts: Array<{
      name: string;
      path: string;
      optional: true;
      /** Bits of permissions. */
      mode: number;
      recurseMode: true;
    }>;
  };
  outputs: {
    parameters: Array<{
      name: string;
      valueFrom: { path: string; default: string };
    }>;
    artifacts: Array<{
      name: string;
      path: string;
      optional: true;
      archive: { none: Record<string, never> };
      s3: S3Location;
    }>;
  };
  retryStrategy: {
    limit: string;
    retryPolicy: 'Always';
    backoff?: { duration: string; factor: string; cap: string };
  };
  activeDeadlineSeconds?: number;
  archiveLocation?: { archiveLogs: true; s3: S3Location };
  nodeSelector: Record<string, string>;
  hostAliases: Array<{ ip: string; hostnames: string[] }>;
  serviceAccountName?: string;
  automountServiceAccountToken?: true;
  volumes: Volume[];
  container: Container;
}
