/**
 * Steps of software templates for the MLOps suite.
 *
 * @packageDocumentation
 */
export { scaffolderModuleMlops as default } from './module';
