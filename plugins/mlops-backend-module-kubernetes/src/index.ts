/**
 * Runs of pipelines as Argo Workflows on Kubernetes.
 *
 * @packageDocumentation
 */
export type { ManifestOptions } from './manifests/ManifestOptions';
export { runObjectsOf, type RunObjects } from './manifests/runObjectsOf';
export { inputsOf, type ReadOutput } from './manifests/inputsOf';
export { proofOf } from './manifests/names';
export { statesOf, type RunStates } from './state/statesOf';
export { readClusters, type ClusterDetails } from './cluster/readClusters';
export { HttpsClusterClient } from './cluster/HttpsClusterClient';
export {
  ClusterError,
  isNotFound,
  type ClusterClient,
  type ClusterRequest,
} from './cluster/ClusterClient';
export {
  watchObjects,
  type Watched,
  type WatchedObject,
} from './cluster/watchObjects';
export {
  S3ArtifactStore,
  type S3StoreOptions,
} from './artifacts/S3ArtifactStore';
