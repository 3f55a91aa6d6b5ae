/**
 * The permission policy of the MLOps suite.
 *
 * @packageDocumentation
 */
export { permissionModuleMlops as default } from './module';
