import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { LocalRun } from './LocalRun';
import type { AttemptState } from './RunState';

/** Every attempt of a run, task by task, first attempts first. */
export function attemptsOf(
  run: LocalRun,
): Array<{ ref: AttemptRef; state: AttemptState }> {
  const { runId } = run.plan;
  return Object.entries(run.state.tasks).flatMap(([task, { attempts }]) =>
    attempts.map((state, index) => ({
      ref: { runId, task, attempt: index + 1 },
      state,
    })),
  );
}
