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
