import type { RunId } from '@mlops/plugin-mlops-common';
import type { EngineEvent } from '@mlops/plugin-mlops-node';
import type { RunView } from './judge';

type Told = EngineEvent extends infer E
  ? E extends { at: number }
    ? Omit<E, 'epoch' | 'at'>
    : never
  : never;

/** A full statement of the state of a run, each under the name of its subject. */
export function* runEvents(
  runId: RunId,
  view: RunView,
): Iterable<[subject: string, event: Told]> {
  const spans: Span[] = [];
  for (const [task, { status, reason, attempts }] of view.tasks) {
    for (let i = 0; i < attempts.length; i++) {
      const attempt = i + 1;
      yield [
        `${runId}/${task}/${attempt}`,
        { type: 'attempt', runId, task, attempt, ...attempts[i] },
      ];
    }
    const span = spanOf(attempts);
    spans.push(span);
    yield [
      `${runId}/${task}`,
      { type: 'task', runId, task, status, reason, ...span },
    ];
  }
  const { status, reason } = view;
  yield [runId, { type: 'run', runId, status, reason, ...spanOf(spans) }];
}

interface Span {
  startedAt: number | null;
  finishedAt: number | null;
}

/** From the first start to the last end; no end while one of them goes on. */
function spanOf(spans: readonly Span[]): Span {
  const starts = spans.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = spans.flatMap(({ finishedAt }) => finishedAt ?? []);
  return {
    startedAt: starts.length ? Math.min(...starts) : null,
    finishedAt:
      ends.length && ends.length === starts.length ? Math.max(...ends) : null,
  };
}
