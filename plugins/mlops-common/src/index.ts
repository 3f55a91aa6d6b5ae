/**
 * The language of the domain: isomorphic and pure.
 *
 * @packageDocumentation
 */
export * from './ids';
export * from './problem';
export * from './status/status';
export * from './language/Parsed';
export * from './language/mounts';
export * from './language/resources';
export * from './definition/names';
export * from './definition/shared';
export * from './definition/jobTemplate';
export * from './definition/pipeline';
export * from './plan/RunPlan';
export * from './permissions/permissions';
export * from './api/schemas';
export * from './api/contract';
