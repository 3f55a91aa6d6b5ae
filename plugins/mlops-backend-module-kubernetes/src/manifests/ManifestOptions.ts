import type { Toleration } from './core';

/** What an installation decides about manifests. @public */
export interface ManifestOptions {
  /** Of the project group on that cluster. */
  namespace: string;
  /** Proves that an object is ours; see `proofOf`. */
  proof: string;
  /** Account with which Argo's executor tells results; no token of it reaches a task. */
  executorAccount: string;
  /** Account of tasks whose template names none. */
  taskAccount: string;
  /** Taints of machines on which tasks may be put all the same. */
  tolerations: readonly Toleration[];
  /** Resource that a GPU is, for example `nvidia.com/gpu`. */
  gpuResource: string;
  /** Versions of job templates, as `name@version`, that are released for privilege now. */
  privileged: readonly string[];
  /** Where logs and outputs are kept; `null`: nowhere, and only values and metrics leave a task. */
  artifacts: ArtifactLocation | null;
}

/** Storage that speaks S3, as the pods of a cluster reach it. @public */
export interface ArtifactLocation {
  /** Host and port. */
  endpoint: string;
  /** Without TLS. */
  insecure: boolean;
  bucket: string;
  region?: string;
  /** What keys begin with, without a slash at its ends. */
  prefix: string;
  /** In the namespace of the run, with the keys `accessKey` and `secretKey`. */
  secretName: string;
}
