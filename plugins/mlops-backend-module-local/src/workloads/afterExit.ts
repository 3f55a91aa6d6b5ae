import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { ExitRecord } from '../attempts/exitRecord';
import { explainExit } from '../attempts/explainExit';
import { lifetimeOver } from './nextStep';
import type { WorkloadState } from './WorkloadState';

/** After so long a start was a success, and failures count anew: as long as a kubelet takes for it. */
const GOOD_START_MS = 10 * 60_000;

/**
 * What has changed about a workload when a start of it has ended. Pure.
 *
 * @param exit - `undefined` when its supervisor was lost
 */
export function afterExit(
  plan: WorkloadPlan,
  state: WorkloadState,
  exit: ExitRecord | undefined,
  now: number,
): Partial<WorkloadState> {
  const change: Partial<WorkloadState> = {
    isRunning: false,
    readyAt: null,
    givenUp: null,
    exitCode: exit && exit.exitCode >= 0 ? exit.exitCode : null,
    peak: largest(state.peak, exit),
  };
  const at = exit?.finishedAt ?? now;
  const end = endOf(plan, state, exit);
  if (end.kind === 'done') {
    return { ...change, status: 'ended', reason: end.reason, finishedAt: at };
  }
  const wasGood = at - (state.lastStartedAt ?? at) >= GOOD_START_MS;
  const failures = wasGood ? 1 : state.failures + 1;
  const failed = { ...change, failures, failedAt: at };
  const { restart } = plan;
  if (restart.kind === 'never' || failures > restart.limit) {
    const reason = giveUp(end.reason, failures);
    return { ...failed, status: 'failed', reason, finishedAt: at };
  }
  return {
    ...failed,
    status: 'restarting',
    reason: `${end.reason}; restart ${failures} of ${restart.limit} follows`,
  };
}

function endOf(
  plan: WorkloadPlan,
  state: WorkloadState,
  exit: ExitRecord | undefined,
): { kind: 'done' | 'failed'; reason: string } {
  if (state.ending !== null) return { kind: 'done', reason: state.ending };
  if (state.givenUp !== null) return { kind: 'failed', reason: state.givenUp };
  if (exit?.reason === 'timeout') {
    return { kind: 'done', reason: lifetimeOver(plan) };
  }
  const { status, reason } = explainExit(exit, {
    ...plan,
    timeoutSeconds: null,
  });
  return status === 'failed'
    ? { kind: 'failed', reason: reason ?? 'its program failed' }
    : { kind: 'done', reason: reason ?? 'its program was done' };
}

function giveUp(reason: string, failures: number): string {
  return failures > 1
    ? `${reason}; it failed ${failures} times in a row`
    : reason;
}

function largest(
  known: WorkloadState['peak'],
  exit: ExitRecord | undefined,
): WorkloadState['peak'] {
  if (!exit) return known;
  return {
    cpuCores: Math.max(known?.cpuCores ?? 0, exit.peakCpuCores),
    memoryBytes: Math.max(known?.memoryBytes ?? 0, exit.peakMemoryBytes),
  };
}
