/**
 * Identifiers are lower-case ULIDs: sortable by time of creation, safe in URLs, labels and file names.
 * The brand keeps one kind of id from being handed in where another is meant.
 */
declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** @public */
export type RunId = Id<'run'>;
/** @public */
export type WorkloadId = Id<'workload'>;
/** @public */
export type PipelineId = Id<'pipeline'>;
/** @public */
export type JobTemplateId = Id<'job-template'>;

/** A lower-case ULID: 26 characters of Crockford's base 32, the first at most `7`. @public */
export const ID_PATTERN = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
