import { isWorkloadOver, type WorkloadPlan } from '@mlops/plugin-mlops-common';
import {
  becameReady,
  betweenStarts,
  endOfLifetime,
  lifetimeOver,
} from '@mlops/plugin-mlops-node';
import { afterExit } from './afterExit';
import type { Start } from './startOf';
import type { WorkloadState } from './WorkloadState';

/** What is to be done about a workload now. */
export type NextStep =
  | { step: 'nothing' }
  /** Something is different; what comes then is decided anew. */
  | { step: 'change'; change: Partial<WorkloadState> }
  /** Make the pod of the start that is under way. */
  | { step: 'make' }
  /** Find out whether its pod is really gone. */
  | { step: 'miss' }
  /** Ask its program whether it is ready. */
  | { step: 'ask'; until: number }
  /** Ask its program to end. Its pod stays, for its exit code and its log. */
  | { step: 'stop'; until: number }
  /** Remove its pod, of which nothing was executed, or which does not end. */
  | { step: 'remove' }
  /** Until then, in milliseconds since 1970, unless something happens. */
  | { step: 'wait'; until: number };

/** Seconds that a program gets to end by itself, as tasks of runs do. */
export const GRACE_SECONDS = 10;

/** Milliseconds after which a pod that was asked to end is removed. */
const STOP_MS = (GRACE_SECONDS + 20) * 1000;

/**
 * Decides what comes next. Pure: the same arguments give the same step, and to do it twice does no harm. It is written
 * down that a pod is to be made before it is, so that whoever comes next knows of everything that is executed.
 *
 * @param start - the last one, if there is a pod of it
 * @param now - milliseconds since 1970
 */
export function nextStep(
  plan: WorkloadPlan,
  state: WorkloadState,
  start: Start | undefined,
  now: number,
): NextStep {
  if (isWorkloadOver(state.status)) return { step: 'nothing' };
  return state.isRunning
    ? underWay(plan, state, start, now)
    : between(plan, state, now);
}

function underWay(
  plan: WorkloadPlan,
  state: WorkloadState,
  start: Start | undefined,
  now: number,
): NextStep {
  if (!start) {
    // Whoever made it may have been ended before that was written down.
    return state.podUid === null && state.ending === null
      ? { step: 'make' }
      : { step: 'miss' };
  }
  if (start.kind === 'over') {
    return changed(afterExit(plan, state, start.exit, now));
  }
  if (state.ending !== null || state.givenUp !== null) {
    if (start.kind === 'waiting') return { step: 'remove' };
    if (state.stoppingAt === null) return changed({ stoppingAt: now });
    const until = state.stoppingAt + STOP_MS;
    return now >= until ? { step: 'remove' } : { step: 'stop', until };
  }
  if (start.kind === 'waiting') {
    return start.reason === state.reason
      ? { step: 'wait', until: Infinity }
      : changed({ reason: start.reason });
  }
  if (state.lastStartedAt !== start.since) {
    return changed({
      lastStartedAt: start.since,
      startedAt: state.startedAt ?? start.since,
      reason: null,
    });
  }
  const until = endOfLifetime(plan, state);
  if (now >= until) return changed({ ending: lifetimeOver(plan) });
  if (state.readyAt === null) {
    return plan.readiness === null
      ? changed(becameReady(state, now))
      : { step: 'ask', until };
  }
  return start.reason === state.reason
    ? { step: 'wait', until }
    : changed({ reason: start.reason });
}

function between(
  plan: WorkloadPlan,
  state: WorkloadState,
  now: number,
): NextStep {
  const next = betweenStarts(plan, state, now);
  if (next.step === 'wait') return next;
  if (next.step === 'end') {
    const { reason } = next;
    return changed({ status: 'ended', reason, finishedAt: now });
  }
  return changed({
    status: 'starting',
    reason: null,
    isRunning: true,
    podUid: null,
    starts: state.starts + 1,
  });
}

function changed(change: Partial<WorkloadState>): NextStep {
  return { step: 'change', change };
}
