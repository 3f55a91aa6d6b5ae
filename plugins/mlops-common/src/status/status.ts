/**
 * The one vocabulary of states: runs, tasks and attempts use the same words everywhere,
 * on the wire, in the database and on the pages.
 *
 * - `waiting`: something else has to happen first (an upstream task, an image, a node); the reason says what
 * - `queued`: admitted by nobody yet, a slot is missing
 * - `running`, then one of the final states
 * - `reused`: the result of an earlier run was taken instead of executing
 *
 * @public
 */
export const STATUSES = [
  'waiting',
  'queued',
  'running',
  'succeeded',
  'failed',
  'stopped',
  'skipped',
  'reused',
] as const;

/** @public */
export type Status = (typeof STATUSES)[number];

/** States that are never left again. @public */
export const FINAL_STATUSES = [
  'succeeded',
  'failed',
  'stopped',
  'skipped',
  'reused',
] as const satisfies readonly Status[];

/** @public */
export type FinalStatus = (typeof FINAL_STATUSES)[number];

/** @public */
export function isFinal(status: Status): status is FinalStatus {
  return (FINAL_STATUSES as readonly Status[]).includes(status);
}

/**
 * Whether `next` may follow `current`. States only move forward; a final state stays what it is,
 * so that late, doubled or reordered events of an engine converge.
 *
 * @public
 */
export function mayFollow(current: Status, next: Status): boolean {
  if (isFinal(current)) return false;
  if (isFinal(next)) return true;
  return progress(next) > progress(current);
}

function progress(status: Status): number {
  return isFinal(status) ? 3 : { waiting: 0, queued: 1, running: 2 }[status];
}

/** What caused a run. @public */
export const TRIGGERS = [
  'manual',
  'schedule',
  'backfill',
  'task',
  'debug',
  'rerun',
] as const;

/** @public */
export type Trigger = (typeof TRIGGERS)[number];
