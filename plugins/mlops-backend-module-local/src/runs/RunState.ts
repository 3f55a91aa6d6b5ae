import type { RunPlan, Status } from '@mlops/plugin-mlops-common';
import type { EngineOutput } from '@mlops/plugin-mlops-node';

/** What the engine remembers of a run; it lies beside the plan and is replaced as a whole. */
export interface RunState {
  uid: string;
  status: Status;
  reason: string | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Why it is to end early. */
  ending: { status: 'stopped' | 'failed'; reason: string } | null;
  tasks: Record<string, TaskState>;
  messages: StoredMessage[];
}

export interface TaskState {
  status: Status;
  reason: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  attempts: AttemptState[];
}

export interface AttemptState {
  status: Status;
  reason: string | null;
  exitCode: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  peak: { cpuCores: number | null; memoryBytes: number | null } | null;
  outputs: EngineOutput[];
  values: Record<string, unknown>;
  metrics: Record<string, number>;
}

export interface StoredMessage {
  id: string;
  at: number;
  task: string | null;
  attempt: number | null;
  text: string;
}

/** The state of a run that was just taken. */
export function newRunState(plan: RunPlan, uid: string, now: number): RunState {
  return {
    uid,
    status: 'waiting',
    reason: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    ending: null,
    tasks: Object.fromEntries(
      plan.tasks.map(({ name }) => [
        name,
        {
          status: 'waiting',
          reason: null,
          startedAt: null,
          finishedAt: null,
          attempts: [],
        },
      ]),
    ),
    messages: [],
  };
}
