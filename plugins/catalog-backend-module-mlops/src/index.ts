/**
 * Catalog entities of the MLOps suite.
 *
 * @packageDocumentation
 */
export { catalogModuleMlops as default } from './module';
