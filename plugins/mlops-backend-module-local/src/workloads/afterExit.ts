import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import {
  afterStart,
  lifetimeOver,
  type StartEnd,
} from '@mlops/plugin-mlops-node';
import type { ExitRecord } from '../attempts/exitRecord';
import { explainExit } from '../attempts/explainExit';
import type { WorkloadState } from './WorkloadState';

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
  const end = {
    ...endOf(plan, exit),
    exitCode: exit && exit.exitCode >= 0 ? exit.exitCode : null,
    at: exit?.finishedAt ?? now,
  };
  return {
    ...afterStart(plan, state, end),
    peak: largest(state.peak, exit),
  };
}

function endOf(
  plan: WorkloadPlan,
  exit: ExitRecord | undefined,
): Pick<StartEnd, 'kind' | 'reason'> {
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
