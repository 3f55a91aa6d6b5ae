import type { RunId } from '@mlops/plugin-mlops-common';
import type { FeedEvent } from '../EventFeed';
import type { RunState } from './RunState';

/** The whole state of a run as events. */
export function* allEvents(
  runId: RunId,
  state: RunState,
  at: number,
): Iterable<FeedEvent> {
  for (const message of state.messages) {
    yield { type: 'message', runId, ...message };
  }
  for (const [task, { attempts }] of Object.entries(state.tasks)) {
    for (let i = 0; i < attempts.length; i++) {
      yield attemptEvent(runId, state, task, i + 1, at);
    }
    yield taskEvent(runId, state, task, at);
  }
  yield runEvent(runId, state, at);
}

export function runEvent(runId: RunId, state: RunState, at: number): FeedEvent {
  const { status, reason, startedAt, finishedAt } = state;
  return { type: 'run', at, runId, status, reason, startedAt, finishedAt };
}

export function taskEvent(
  runId: RunId,
  state: RunState,
  task: string,
  at: number,
): FeedEvent {
  const { status, reason, startedAt, finishedAt } = state.tasks[task];
  return {
    type: 'task',
    at,
    runId,
    task,
    status,
    reason,
    startedAt,
    finishedAt,
  };
}

export function attemptEvent(
  runId: RunId,
  state: RunState,
  task: string,
  attempt: number,
  at: number,
): FeedEvent {
  return {
    type: 'attempt',
    at,
    runId,
    task,
    attempt,
    ...state.tasks[task].attempts[attempt - 1],
  };
}
