import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import {
  afterStart,
  explainExitCode,
  explainOutOfMemory,
  lifetimeOver,
  type StartEnd,
} from '@mlops/plugin-mlops-node';
import type { Exit } from './startOf';
import type { WorkloadState } from './WorkloadState';

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
  // Nobody may have seen it run.
  const began = {
    startedAt: state.startedAt ?? exit?.startedAt ?? null,
    lastStartedAt: exit?.startedAt ?? state.lastStartedAt,
  };
  const end = {
    ...endOf(plan, exit),
    exitCode: exit?.exitCode ?? null,
    at: exit?.finishedAt ?? now,
  };
  return {
    ...began,
    ...afterStart(plan, { ...state, ...began }, end),
    stoppingAt: null,
  };
}

function endOf(
  plan: WorkloadPlan,
  exit: Exit | undefined,
): Pick<StartEnd, 'kind' | 'reason'> {
  // The cluster keeps that limit while nobody watches.
  if (exit?.cause === 'DeadlineExceeded' && plan.lifetimeSeconds !== null) {
    return { kind: 'done', reason: lifetimeOver(plan) };
  }
  return exit?.exitCode === 0 && exit.cause === null
    ? { kind: 'done', reason: 'its program was done' }
    : { kind: 'failed', reason: explainExit(plan, exit) };
}

function explainExit(
  { resources }: Pick<WorkloadPlan, 'resources'>,
  exit: Exit | undefined,
): string {
  if (!exit) return 'lost: its pod was removed, or its machine was';
  const { cause, detail, exitCode } = exit;
  if (cause === 'OOMKilled') return explainOutOfMemory(resources);
  if (cause !== null || exitCode === null) {
    return [cause, detail].filter(Boolean).join(': ') || 'it was ended';
  }
  return explainExitCode(exitCode);
}
