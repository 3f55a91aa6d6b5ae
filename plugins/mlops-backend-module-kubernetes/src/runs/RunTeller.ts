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
  readonly #told = new Map<string, string>();

  constructor(plan: RunPlan) {
    this.#plan = plan;
  }

  /**
   * What is different from what was told: attempts before their task, tasks before the run, so that whoever hears of
   * an end knows all that belongs to it. An end that is not known as a whole yet is told by a later call, and with it
   * those that follow from it.
   *
   * @param endOf - what is left of an attempt that has ended; `undefined` while that is not known
   * @returns `isAll`: nothing was held back
   */
  events(
    { run, tasks }: RunStates,
    about: { epoch: number; now: number },
    endOf: (task: string, attempt: AttemptState) => AttemptEnd | undefined,
  ): { events: EngineEvent[]; isAll: boolean } {
    const { runId } = this.#plan;
    const common = { epoch: about.epoch, at: about.now, runId };
    const events: EngineEvent[] = [];
    const isNews = (key: string, state: object) =>
      this.#told.get(key) !== JSON.stringify(state);
    const tell = (key: string, state: object, event: EngineEvent) => {
      this.#told.set(key, JSON.stringify(state));
      events.push(event);
    };
    let isAll = true;
    for (const { task, attempts, ...state } of tasks) {
      let isWhole = true;
      for (const attempt of attempts) {
        const key = `attempt ${task} ${attempt.attempt}`;
        if (!isNews(key, attempt)) continue;
        const end = isFinal(attempt.status)
          ? endOf(task, attempt)
          : NOTHING_YET;
        if (end) {
          const event = { ...common, ...attemptEvent(attempt, end), task };
          tell(key, attempt, event);
        } else {
          isWhole = false;
        }
      }
      isAll &&= isWhole;
      const key = `task ${task}`;
      if (isNews(key, state) && (isWhole || !isFinal(state.status))) {
        tell(key, state, { ...common, type: 'task', task, ...stateOf(state) });
      }
    }
    if (isNews('run', run) && (isAll || !isFinal(run.status))) {
      tell('run', run, { ...common, type: 'run', ...stateOf(run) });
    }
    return { events, isAll };
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
