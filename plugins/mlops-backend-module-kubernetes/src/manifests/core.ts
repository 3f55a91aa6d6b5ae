/** What of the objects of Kubernetes manifests of runs use; see its API reference, v1. */

/** @public */
export interface ObjectMeta {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  /** With the last of them it is removed. */
  ownerReferences?: Array<{
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
  }>;
}

/** @public */
export interface ConfigMap {
  apiVersion: 'v1';
  kind: 'ConfigMap';
  metadata: ObjectMeta;
  /** It never changes, so that a kubelet need not look again. */
  immutable: true;
  data: Record<string, string>;
}

/** @public */
export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}

/** @public */
export interface Volume {
  name: string;
  persistentVolumeClaim?: { claimName: string };
  hostPath?: { path: string };
  emptyDir?: { medium?: 'Memory'; sizeLimit?: string };
  configMap?: {
    name: string;
    items?: Array<{ key: string; path: string; mode: number }>;
  };
  secret?: { secretName: string };
}

/** @public */
export interface VolumeMount {
  name: string;
  mountPath: string;
  subPath?: string;
  readOnly?: true;
}

/** @public */
export interface Toleration {
  key?: string;
  operator?: 'Exists' | 'Equal';
  value?: string;
  effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  tolerationSeconds?: number;
}

/** @public */
export interface Container {
  image: string;
  imagePullPolicy: 'Always';
  command?: string[];
  args: string[];
  workingDir?: string;
  env: EnvVar[];
  envFrom: Array<{ configMapRef: { name: string } }>;
  resources: {
    requests: Record<string, string>;
    limits: Record<string, string>;
  };
  volumeMounts: VolumeMount[];
  securityContext: { allowPrivilegeEscalation: boolean; privileged: boolean };
}

/** @public */
export interface PodManifest {
  apiVersion: 'v1';
  kind: 'Pod';
  metadata: ObjectMeta;
  spec: {
    restartPolicy: 'Never';
    serviceAccountName: string;
    automountServiceAccountToken: boolean;
    enableServiceLinks: false;
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } };
    imagePullSecrets: Array<{ name: string }>;
    tolerations: Toleration[];
    nodeSelector: Record<string, string>;
    hostAliases: Array<{ ip: string; hostnames: string[] }>;
    terminationGracePeriodSeconds: number;
    activeDeadlineSeconds?: number;
    volumes: Volume[];
    containers: Array<
      Container & {
        name: string;
        ports: Array<{ name: string; containerPort: number }>;
      }
    >;
  };
}

/** @public */
export interface NetworkPolicy {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'NetworkPolicy';
  metadata: ObjectMeta;
  spec: {
    podSelector: { matchLabels: Record<string, string> };
    policyTypes: ['Ingress'];
    ingress: [];
  };
}
