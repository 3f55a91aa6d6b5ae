/**
 * Sign-in of the MLOps suite, for people and against strangers.
 *
 * @packageDocumentation
 */
export { authModuleMlops as default } from './module';
export { guardPortal } from './guard/guardPortal';
