/**
 * The execution engine contract of the MLOps suite.
 *
 * @packageDocumentation
 */
export * from './engine/ExecutionEngine';
export * from './engine/EngineEvent';
export * from './engine/EngineOutput';
export * from './engine/EngineStorage';
export * from './engine/Terminal';
export * from './artifacts/ArtifactStore';
export * from './extensionPoints';
export type { ConformanceHarness } from './conformance/ConformanceHarness';
export { aPlan, aTask } from './conformance/planFactory';
export { runEngineConformance } from './conformance/runEngineConformance';
