import { constants } from 'node:os';
import type { TaskPlan } from '@mlops/plugin-mlops-common';
import type { ExitRecord } from '../attempts/exitRecord';

/** How an attempt ended, in words; `null` where it succeeded. */
export function explainExit(
  exit: ExitRecord | undefined,
  plan: TaskPlan,
): { status: 'succeeded' | 'failed' | 'stopped'; reason: string | null } {
  if (!exit) {
    return {
      status: 'failed',
      reason: 'lost: the process that watched over it is gone',
    };
  }
  switch (exit.reason) {
    case 'unstarted':
      return {
        status: 'failed',
        reason: `the command could not be started: ${exit.detail}`,
      };
    case 'timeout':
      return {
        status: 'failed',
        reason: `it took longer than ${plan.timeoutSeconds} s`,
      };
    case 'stopped':
      return { status: 'stopped', reason: 'stopped on request' };
    default:
      return explainEnd(exit);
  }
}

function explainEnd(exit: ExitRecord): {
  status: 'succeeded' | 'failed';
  reason: string | null;
} {
  if (exit.signal > 0) {
    return {
      status: 'failed',
      reason: `it was ended by ${signalName(exit.signal)}`,
    };
  }
  return exit.exitCode === 0
    ? { status: 'succeeded', reason: null }
    : { status: 'failed', reason: `it ended with exit code ${exit.exitCode}` };
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(
    ([, value]) => value === number,
  );
  return known?.[0] ?? `signal ${number}`;
}
