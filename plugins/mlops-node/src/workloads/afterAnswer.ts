import type { ReadinessProbe } from '@mlops/plugin-mlops-common';
import type { WorkloadProgress } from './WorkloadProgress';

/**
 * What has changed about a workload when its program was asked whether it is ready: it is, it is not yet, or it is
 * given up, since it took longer than it may. Of one that is to end it goes on being said that it is. Pure.
 *
 * @param obstacle - what it did instead, as `askReadiness` tells; `undefined` if it is ready
 * @param now - milliseconds since 1970
 * @public
 */
export function afterAnswer(
  { startupSeconds }: Pick<ReadinessProbe, 'startupSeconds'>,
  progress: Pick<WorkloadProgress, 'ending' | 'lastStartedAt' | 'reason'>,
  obstacle: string | undefined,
  now: number,
): Partial<WorkloadProgress> {
  if (obstacle === undefined) return becameReady(progress, now);
  const deadline = (progress.lastStartedAt ?? 0) + startupSeconds * 1000;
  if (now >= deadline) {
    const givenUp = `it did not get ready within ${startupSeconds} s: ${obstacle}`;
    return { givenUp };
  }
  return progress.ending === null
    ? { reason: `it is not ready yet: ${obstacle}` }
    : {};
}

/**
 * What has changed about a workload that got ready, also without being asked. Pure.
 *
 * @param now - milliseconds since 1970
 * @public
 */
export function becameReady(
  { ending, reason }: Pick<WorkloadProgress, 'ending' | 'reason'>,
  now: number,
): Partial<WorkloadProgress> {
  return {
    status: 'ready',
    readyAt: now,
    reason: ending === null ? null : reason,
  };
}
