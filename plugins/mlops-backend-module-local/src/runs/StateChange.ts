import type { RunState, StoredMessage, TaskState } from './RunState';

/** What is new about the state of a run; nothing of it is less than a whole task, or all that is said of the run. */
export interface StateChange {
  run?: Omit<RunState, 'tasks' | 'messages'>;
  tasks?: Record<string, TaskState>;
  /** What was said since the last change. */
  messages?: StoredMessage[];
}

/** A state as the one change that makes it. */
export function wholeState({ tasks, messages, ...run }: RunState): StateChange {
  return { run, tasks, messages };
}

/** The state after these changes, of which the first is a whole one; `undefined` if there are none. */
export function stateAfter(
  changes: readonly StateChange[],
): RunState | undefined {
  const [first] = changes;
  if (!first?.run) return undefined;
  return changes.reduce<RunState>(
    (state, { run, tasks, messages = [] }) => {
      // In place: a run of a thousand tasks has thousands of changes.
      Object.assign(state, run);
      Object.assign(state.tasks, tasks);
      // A whole state may hold what was said after its change was taken.
      const known = state.messages.length;
      state.messages.push(...messages.filter(({ id }) => Number(id) > known));
      return state;
    },
    { ...first.run, tasks: {}, messages: [] },
  );
}

/** Gathers what changes until somebody keeps it. */
export class ChangeGatherer {
  readonly #state: RunState;
  readonly #tasks = new Set<string>();
  #run = false;
  /** How many messages were kept. */
  #messages: number;

  constructor(state: RunState) {
    this.#state = state;
    this.#messages = state.messages.length;
  }

  /** Something of the run itself has changed, or of a task. */
  note(task?: string): void {
    if (task === undefined) this.#run = true;
    else this.#tasks.add(task);
  }

  /** What has changed since the last time. */
  take(): StateChange {
    const { tasks, messages, ...run } = this.#state;
    const change: StateChange = {};
    if (this.#run) change.run = run;
    if (this.#tasks.size > 0) {
      change.tasks = Object.fromEntries(
        [...this.#tasks].map(name => [name, tasks[name]]),
      );
    }
    if (messages.length > this.#messages) {
      change.messages = messages.slice(this.#messages);
    }
    this.#run = false;
    this.#tasks.clear();
    this.#messages = messages.length;
    return change;
  }
}
