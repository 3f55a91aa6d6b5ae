/**
 * The sign-in page of the MLOps suite.
 *
 * @packageDocumentation
 */
export { signInModule as default } from './signInModule';
