/**
 * The language of the domain: isomorphic and pure.
 *
 * @packageDocumentation
 */
export type { JobTemplateId, PipelineId, RunId, WorkloadId } from './ids';
export { ID_PATTERN } from './ids';
export type { Checked, Problem } from './problem';
export * from './status/status';
export * from './status/workloadStatus';

// The small languages: every `parse…` reads what its `format…` writes, and never throws.
export type { Parsed } from './language/Parsed';
export type { Mount } from './language/Mount';
export { formatMounts, parseMounts } from './language/mounts';
export { formatCpu, parseCpu, type CpuAmount } from './language/cpu';
export {
  formatBytes,
  formatMemory,
  parseMemory,
  type MemoryAmount,
} from './language/memory';
export { formatGpu, parseGpu, type GpuAmount } from './language/gpu';
export {
  formatResources,
  parseResources,
  type Resources,
} from './language/resources';
export { formatEnv, parseEnv, type EnvVariable } from './language/env';
export { formatNodeSelector, parseNodeSelector } from './language/nodeSelector';
export {
  formatTemplateText,
  parseTemplateText,
} from './language/template/parseTemplateText';
export {
  evaluateTemplate,
  type TemplateValue,
} from './language/template/evaluateTemplate';
export type { TemplateScope } from './language/template/TemplateScope';
export {
  TEMPLATE_FILTERS,
  type TemplateExpression,
  type TemplateFilter,
  type TemplateFilterName,
  type TemplateText,
} from './language/template/TemplateText';

// Definitions, as schemas and as YAML.
export * from './definition/names';
export * from './definition/shared';
export * from './definition/jobTemplate';
export * from './definition/pipeline';
export { canonicalJson } from './definition/canonicalJson';
export {
  readDocuments,
  type ReadDocument,
  type ReadDocumentsOptions,
} from './definition/readDocuments';
export { readPipelineDocument } from './definition/readPipelineDocument';
export { formatDocument } from './definition/formatDocument';
export { locateProblems } from './definition/locateProblems';

// From a definition to a plan.
export type {
  CompileConfig,
  CompileInput,
  CompilePipeline,
  CompileProject,
  CompileRun,
  CompileTemplate,
} from './plan/CompileInput';
export type { ImageLocation } from './plan/locateImage';
export { compile } from './plan/compile';
export { compileDefinition } from './plan/compileDefinition';
export { describePlan } from './plan/describePlan';
export { reuseResults, type EarlierRun } from './plan/reuseResults';
export { resolvePlanText } from './plan/resolvePlanText';
export type {
  EnvEntry,
  OutputReference,
  PlanText,
  ProgramPlan,
  TaskRuntime,
} from './plan/ProgramPlan';
export type { RunPlan, TaskPlan } from './plan/RunPlan';
export type {
  ReadinessProbe,
  RestartPolicy,
  WorkloadKind,
  WorkloadPlan,
  WorkloadPort,
} from './plan/WorkloadPlan';

// What the runs of a project group may use together.
export {
  addAmounts,
  lackingIn,
  NO_QUOTA,
  NOTHING_HELD,
  quotaSchema,
  roomIn,
  type Quota,
  type RunAmounts,
} from './quota/Quota';
export { demandOf, fitDemand, heldBy, type Demand } from './quota/demandOf';
export {
  formatQuota,
  parseQuota,
  quotaTextSchema,
  type QuotaText,
} from './quota/quotaText';
export { tellLack } from './quota/tellAmounts';

// Logs: finding lines in bytes, and what a person reads of them.
export { LineIndex, type LineIndexState, type LineMark } from './log/LineIndex';
export { plainText } from './log/plainText';
export { withoutControls } from './log/withoutControls';

// Machines, and the work that is put on them.
export * from './nodes/NodeRoles';
export * from './nodes/nodeAmounts';

// What may be done, and how it is asked for.
export * from './permissions';
export * from './api/schemas';
export { apiContract, type ApiContract, type RouteName } from './api/contract';
export type { RouteContract } from './api/RouteContract';
export type { RouteRequest, RouteResponse } from './api/routeTypes';
export {
  createMlopsClient,
  type MlopsClient,
  type MlopsClientOptions,
} from './api/createMlopsClient';
export { problemsOf } from './api/problemsOf';

export { checkProjectExpand } from './projects/checkProjectExpand';

// What the catalog shows.
export * from './catalog/components';
export { componentName } from './catalog/componentName';
