/**
 * Pages of the MLOps suite.
 *
 * @packageDocumentation
 */
export { mlopsPlugin as default } from './plugin';
