/**
 * An engine to learn from: how the contract is kept with nothing but folders and processes.
 *
 * @packageDocumentation
 */
export { mlopsModuleExample as default } from './module';
