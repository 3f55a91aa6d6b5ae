import { isFinal, mayFollow, type Status } from '@mlops/plugin-mlops-common';
import type {
  AttemptEvent,
  EngineEvent,
  MessageEvent,
  RunEvent,
  TaskEvent,
} from '@mlops/plugin-mlops-node';

/** What events say of one run, with one word about each thing. */
export interface RunNews {
  run?: RunEvent;
  tasks: Map<string, TaskEvent>;
  attempts: Map<string, AttemptEvent>;
  messages: MessageEvent[];
}

/** What is left of events when later ones that say more have replaced earlier ones, for each run. */
export function foldEvents(
  events: readonly EngineEvent[],
): Map<string, RunNews> {
  const byRun = new Map<string, RunNews>();
  for (const event of events) {
    // Workloads have no record yet.
    if (event.type === 'synced' || event.type === 'workload') continue;
    const news: RunNews = byRun.get(event.runId) ?? {
      tasks: new Map(),
      attempts: new Map(),
      messages: [],
    };
    byRun.set(event.runId, news);
    switch (event.type) {
      case 'run':
        news.run = further(news.run, event);
        break;
      case 'task':
        news.tasks.set(event.task, further(news.tasks.get(event.task), event));
        break;
      case 'attempt': {
        const key = `${event.attempt}/${event.task}`;
        news.attempts.set(key, further(news.attempts.get(key), event));
        break;
      }
      default:
        news.messages.push(event);
    }
  }
  return byRun;
}

/** Of two events about the same thing the one that is further; states only move forward. */
function further<E extends { status: Status }>(
  known: E | undefined,
  next: E,
): E {
  if (!known) return next;
  if (isFinal(known.status)) return known;
  const says =
    known.status === next.status || mayFollow(known.status, next.status);
  return says ? next : known;
}
