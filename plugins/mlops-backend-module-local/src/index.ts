/**
 * The embedded engine of the MLOps suite.
 *
 * @packageDocumentation
 */
export { mlopsModuleLocal as default } from './module';
export {
  createLocalEngine,
  type LocalEngineOptions,
  type LocalEngineParts,
} from './createLocalEngine';
