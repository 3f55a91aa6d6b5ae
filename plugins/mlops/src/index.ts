/**
 * The pages of the MLOps suite.
 *
 * @packageDocumentation
 */
export { mlopsPlugin as default } from './plugin';
export { usePermittedPages } from './hooks/usePermittedPages';
