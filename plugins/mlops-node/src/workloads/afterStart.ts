import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { WorkloadProgress } from './WorkloadProgress';

/** After so long a start was a success, and failures count anew: as long as a kubelet takes for it. */
const GOOD_START_MS = 10 * 60_000;

/** How a start of a workload's program has ended, in the engine's own words. @public */
export interface StartEnd {
  /** `done`: there is nothing to be started again, and nothing has failed. */
  kind: 'done' | 'failed';
  reason: string;
  /** `null` where there was none, or it is not known. */
  exitCode: number | null;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * What has changed about a workload when a start of it has ended: whether it is over, and whether it is to be started
 * again. That somebody asked for its end, or that it was given up, says more than how it ended. Pure.
 *
 * @public
 */
export function afterStart(
  { restart }: Pick<WorkloadPlan, 'restart'>,
  progress: Pick<
    WorkloadProgress,
    'ending' | 'failures' | 'givenUp' | 'lastStartedAt'
  >,
  end: StartEnd,
): Partial<WorkloadProgress> {
  const { exitCode, at } = end;
  const change = { isRunning: false, readyAt: null, givenUp: null, exitCode };
  const { kind, reason } = verdict(progress, end);
  if (kind === 'done') {
    return { ...change, status: 'ended', reason, finishedAt: at };
  }
  const wasGood = at - (progress.lastStartedAt ?? at) >= GOOD_START_MS;
  const failures = wasGood ? 1 : progress.failures + 1;
  const failed = { ...change, failures, failedAt: at };
  if (restart.kind === 'never' || failures > restart.limit) {
    return {
      ...failed,
      status: 'failed',
      reason:
        failures > 1
          ? `${reason}; it failed ${failures} times in a row`
          : reason,
      finishedAt: at,
    };
  }
  return {
    ...failed,
    status: 'restarting',
    reason: `${reason}; restart ${failures} of ${restart.limit} follows`,
  };
}

function verdict(
  { ending, givenUp }: Pick<WorkloadProgress, 'ending' | 'givenUp'>,
  end: StartEnd,
): Pick<StartEnd, 'kind' | 'reason'> {
  if (ending !== null) return { kind: 'done', reason: ending };
  if (givenUp !== null) return { kind: 'failed', reason: givenUp };
  return end;
}
