/**
 * Runs of pipelines as Argo Workflows on Kubernetes.
 *
 * @packageDocumentation
 */
export { mlopsModuleKubernetes as default } from './module';
