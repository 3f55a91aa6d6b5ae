import type { Resources } from '@mlops/plugin-mlops-common';
import {
  explainExitCode,
  explainOutOfMemory,
  signalName,
} from '@mlops/plugin-mlops-node';
import type { ExitRecord } from './exitRecord';

interface Limits {
  resources: Resources;
  timeoutSeconds: number | null;
}

/** How a program ended, in words; `null` where it succeeded. */
export function explainExit(
  exit: ExitRecord | undefined,
  plan: Limits,
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
    case 'memory':
      return { status: 'failed', reason: explainOutOfMemory(plan.resources) };
    case 'processes':
      return {
        status: 'failed',
        reason: 'it started more processes than it may',
      };
    case 'disk':
      return {
        status: 'failed',
        reason: 'it filled the disk',
      };
    default:
      return explainEnd(exit, plan);
  }
}

function explainEnd(
  exit: ExitRecord,
  plan: Limits,
): {
  status: 'succeeded' | 'failed';
  reason: string | null;
} {
  if (exit.outOfMemory > 0 && (exit.signal > 0 || exit.exitCode !== 0)) {
    return { status: 'failed', reason: explainOutOfMemory(plan.resources) };
  }
  if (exit.signal > 0) {
    return {
      status: 'failed',
      reason: `it was ended by ${
        signalName(exit.signal) ?? `signal ${exit.signal}`
      }`,
    };
  }
  if (exit.exitCode === 0) return { status: 'succeeded', reason: null };
  return { status: 'failed', reason: explainExitCode(exit.exitCode) };
}
