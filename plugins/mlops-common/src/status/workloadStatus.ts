/**
 * How a workload is, everywhere in the same words. Unlike those of runs they come again: one that failed is
 * restarted and gets ready anew.
 *
 * - `starting`: its program is being started, or runs and does not answer yet; the reason says what is missing
 * - `ready`: its program answers
 * - `restarting`: it failed and is started again after a while
 * - `failed`: it failed and its policy does not start it again
 * - `ended`: somebody asked for its end, its lifetime is over, or its program was done
 *
 * @public
 */
export const WORKLOAD_STATUSES = [
  'starting',
  'ready',
  'restarting',
  'failed',
  'ended',
] as const;

/** @public */
export type WorkloadStatus = (typeof WORKLOAD_STATUSES)[number];

/** Whether a workload stays as it is. @public */
export function isWorkloadOver(status: WorkloadStatus): boolean {
  return status === 'failed' || status === 'ended';
}
