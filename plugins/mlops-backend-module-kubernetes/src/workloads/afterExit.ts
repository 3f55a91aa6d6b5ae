import { constants } from 'node:os';
import { formatMemory, type WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { Exit } from './startOf';
import type { WorkloadState } from './WorkloadState';

/** After so long a start was a success, and failures count anew: as long as a kubelet takes for it. */
const GOOD_START_MS = 10 * 60_000;

/**
 * What has changed about a workload when a start of it has ended. Pure.
 *
 * @param exit - `undefined` when its pod was lost
 * @param now - milliseconds since 1970
 */
export function afterExit(
  plan: WorkloadPlan,
  state: WorkloadState,
  exit: Exit | undefined,
  now: number,
): Partial<WorkloadState> {
  const change: Partial<WorkloadState> = {
    isRunning: false,
    readyAt: null,
    givenUp: null,
    stoppingAt: null,
    exitCode: exit?.exitCode ?? null,
    startedAt: state.startedAt ?? exit?.startedAt ?? null,
    lastStartedAt: exit?.startedAt ?? state.lastStartedAt,
  };
  const finishedAt = exit?.finishedAt ?? now;
  const done = whyDone(plan, state, exit);
  if (done !== null) {
    return { ...change, status: 'ended', reason: done, finishedAt };
  }
  const why = state.givenUp ?? explainExit(plan, exit);
  const began = change.lastStartedAt ?? finishedAt;
  const failures = finishedAt - began >= GOOD_START_MS ? 1 : state.failures + 1;
  const failed = { ...change, failures, failedAt: finishedAt };
  const { restart } = plan;
  if (restart.kind === 'never' || failures > restart.limit) {
    const reason =
      failures > 1 ? `${why}; it failed ${failures} times in a row` : why;
    return { ...failed, status: 'failed', reason, finishedAt };
  }
  return {
    ...failed,
    status: 'restarting',
    reason: `${why}; restart ${failures} of ${restart.limit} follows`,
  };
}

export function lifetimeOver({
  lifetimeSeconds,
}: Pick<WorkloadPlan, 'lifetimeSeconds'>): string {
  return `its lifetime of ${lifetimeSeconds} s is over`;
}

/** Why there is nothing more to be started; `null` where it has failed. */
function whyDone(
  plan: WorkloadPlan,
  { ending, givenUp }: WorkloadState,
  exit: Exit | undefined,
): string | null {
  if (ending !== null) return ending;
  if (givenUp !== null) return null;
  // The cluster keeps that limit while nobody watches.
  if (exit?.cause === 'DeadlineExceeded' && plan.lifetimeSeconds !== null) {
    return lifetimeOver(plan);
  }
  return exit?.exitCode === 0 && exit.cause === null
    ? 'its program was done'
    : null;
}

function explainExit(
  { resources }: Pick<WorkloadPlan, 'resources'>,
  exit: Exit | undefined,
): string {
  if (!exit) return 'lost: its pod was removed, or its machine was';
  const { cause, detail, exitCode } = exit;
  if (cause === 'OOMKilled') {
    return `out of memory: it used more than its limit of ${formatMemory(
      resources.memory,
    )}`;
  }
  if (cause !== null || exitCode === null) {
    return [cause, detail].filter(Boolean).join(': ') || 'it was ended';
  }
  const signal = Object.entries(constants.signals).find(
    ([, number]) => number === exitCode - 128,
  );
  return `it ended with exit code ${exitCode}${
    signal ? ` (${signal[0]})` : ''
  }`;
}
