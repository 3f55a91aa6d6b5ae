import type { PlatformMessage, RunTask } from '@mlops/plugin-mlops-common';

/** Something that happened to a task, in words. */
export interface RunEvent {
  /** ISO 8601. */
  at: string;
  /** Milliseconds since the event before, or since the run was created. */
  afterMs: number;
  attempt: number | null;
  text: string;
}

/** Words for what the attempts themselves tell. */
export interface EventWords {
  started(attempt: number): string;
  ended(attempt: number, task: RunTask['attempts'][number]): string;
}

/** Messages of the platform about a task and the beginnings and ends of its attempts, oldest first. */
export function eventList(
  task: RunTask,
  messages: readonly PlatformMessage[],
  words: EventWords,
  createdAt: string,
): RunEvent[] {
  const told = messages
    .filter(message => message.task === task.name)
    .map(({ at, attempt, text }) => ({ at, attempt, text }));
  const lived = task.attempts.flatMap(attempt => {
    const events: Array<Omit<RunEvent, 'afterMs'>> = [];
    if (attempt.startedAt !== null) {
      events.push({
        at: attempt.startedAt,
        attempt: attempt.attempt,
        text: words.started(attempt.attempt),
      });
    }
    if (attempt.finishedAt !== null) {
      events.push({
        at: attempt.finishedAt,
        attempt: attempt.attempt,
        text: words.ended(attempt.attempt, attempt),
      });
    }
    return events;
  });
  return [...told, ...lived]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map((event, index, sorted) => ({
      ...event,
      afterMs: Math.max(
        0,
        Date.parse(event.at) - Date.parse(sorted[index - 1]?.at ?? createdAt),
      ),
    }));
}
