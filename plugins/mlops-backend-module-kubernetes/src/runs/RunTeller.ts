import type { RunPlan } from '@mlops/plugin-mlops-common';
import type {
  AttemptEvent,
  EngineEvent,
  EngineOutput,
} from '@mlops/plugin-mlops-node';
import { isFinal } from '@mlops/plugin-mlops-common';
import type { AttemptState, RunStates, State } from '../state/statesOf';

/** What is left of an attempt that has ended. */
export interface AttemptEnd {
  outputs: EngineOutput[];
  /** The most that it has used; `null` where nothing was measured. */
  peak: AttemptEvent['peak'];
}

const NOTHING_YET: AttemptEnd = { outputs: [], peak: null };

/** Turns states of a run into events, each told once. */
export class RunTeller {
  readonly #plan: RunPlan;
  #told: ReadonlyMap<string, string> = new Map();

  constructor(plan: RunPlan) {
    this.#plan = plan;
  }

  /**
   * What is different from what was told: attempts before their task, tasks before the run, so that whoever hears of
   * an end knows all that belongs to it.
   *
   * @param endOf - what is left of an attempt that has ended
   */
  async events(
    { run, tasks }: RunStates,
    about: { epoch: number; now: number },
    endOf: (task: string, attempt: AttemptState) => Promise<AttemptEnd>,
  ): Promise<EngineEvent[]> {
    const { runId } = this.#plan;
    const common = { epoch: about.epoch, at: about.now, runId };
    const events: EngineEvent[] = [];
    // What breaks in between is told again as a whole.
    const told = new Map(this.#told);
    const tell = (key: string, state: object, event: EngineEvent) => {
      const text = JSON.stringify(state);
      if (told.get(key) === text) return;
      told.set(key, text);
      events.push(event);
    };
    for (const { task, attempts, ...state } of tasks) {
      for (const attempt of attempts) {
        const key = `attempt ${task} ${attempt.attempt}`;
        if (told.get(key) === JSON.stringify(attempt)) continue;
        const end = isFinal(attempt.status)
          ? await endOf(task, attempt)
          : NOTHING_YET;
        tell(key, attempt, {
          ...common,
          ...attemptEvent(attempt, end),
          task,
        });
      }
      tell(`task ${task}`, state, {
        ...common,
        type: 'task',
        task,
        ...stateOf(state),
      });
    }
    tell('run', run, { ...common, type: 'run', ...stateOf(run) });
    this.#told = told;
    return events;
  }
}

/** Results have places of their own among the files. */
const RESULTS = ['outputs.json', 'metrics.json'];

function attemptEvent(
  state: AttemptState,
  { outputs, peak }: AttemptEnd,
): Omit<AttemptEvent, 'at' | 'runId' | 'task'> {
  return {
    type: 'attempt',
    attempt: state.attempt,
    ...stateOf(state),
    exitCode: state.exitCode,
    peak,
    outputs: outputs.filter(({ path }) => !RESULTS.includes(path)),
    values: state.values,
    metrics: state.metrics,
  };
}

function stateOf({ status, reason, startedAt, finishedAt }: State): State {
  return { status, reason, startedAt, finishedAt };
}
