/**
 * The execution engine contract of the MLOps suite.
 *
 * @packageDocumentation
 */
export * from './engine/ExecutionEngine';
export * from './engine/ClusterAdmin';
export * from './engine/EngineEvent';
export * from './engine/EngineOutput';
export * from './engine/EngineStorage';
export * from './engine/Workload';
export * from './engine/Terminal';
export * from './engine/explainEnd';
export * from './workloads/WorkloadProgress';
export * from './workloads/afterAnswer';
export * from './workloads/afterStart';
export * from './workloads/askReadiness';
export * from './workloads/backoffMs';
export * from './workloads/betweenStarts';
export * from './workloads/lifetime';
export * from './workloads/statusOf';
export * from './workloads/whyNotPorts';
export * from './workloads/workloadEvent';
export * from './artifacts/ArtifactStore';
export { mediaType } from './artifacts/mediaType';
export * from './extensionPoints';
export type { ConformanceHarness } from './conformance/ConformanceHarness';
export { aPlan, aTask, aWorkload } from './conformance/planFactory';
export { askUpstream, echoUpstream } from './conformance/webClient';
export { WEB_SERVER } from './conformance/webServer';
export { runEngineConformance } from './conformance/runEngineConformance';
