import type {
  Attempt,
  PipelineDetail,
  Run,
  RunSummary,
  RunTask,
} from '@mlops/plugin-mlops-common';

/** The instant at which every run of the tests begins. */
export const BEGIN = '2026-03-01T10:00:00.000Z';

/** An instant `seconds` after `BEGIN`. */
export function after(seconds: number): string {
  return new Date(Date.parse(BEGIN) + seconds * 1_000).toISOString();
}

export function anAttempt(part: Partial<Attempt> = {}): Attempt {
  return {
    attempt: 1,
    status: 'succeeded',
    reason: null,
    exitCode: 0,
    startedAt: after(1),
    finishedAt: after(11),
    peak: { cpuCores: 0.5, memoryBytes: 100_000_000 },
    ...part,
  };
}

export function aTask(part: Partial<RunTask> = {}): RunTask {
  return {
    name: 'load',
    title: part.name ?? 'load',
    template: 'python',
    version: '1.0.0',
    dependsOn: [],
    status: 'succeeded',
    reason: null,
    startedAt: after(1),
    finishedAt: after(11),
    attempts: [anAttempt()],
    outputs: [],
    values: {},
    metrics: {},
    ...part,
  };
}

export function aSummary(part: Partial<RunSummary> = {}): RunSummary {
  return {
    id: '01jnsrun000000000000000042',
    number: 42,
    status: 'succeeded',
    createdAt: BEGIN,
    startedAt: after(1),
    finishedAt: after(60),
    pipeline: {
      id: '01jnspp000000000000000dgts',
      name: 'digits',
      title: 'Digits',
    },
    project: 'public',
    revision: 3,
    trigger: 'manual',
    createdBy: 'user:default/alice',
    reason: null,
    tasksTotal: 1,
    tasksDone: 1,
    medianDurationMs: 50_000,
    ...part,
  };
}

export function aRun(part: Partial<Run> = {}): Run {
  const tasks = part.tasks ?? [aTask()];
  return {
    ...aSummary(),
    engine: 'local',
    hasTerminals: true,
    rerunOf: null,
    parameters: {},
    tasks,
    cleared: false,
    logsRemovedAt: null,
    outputsRemovedAt: null,
    tasksTotal: tasks.length,
    ...part,
  };
}

export function aPipeline(part: Partial<PipelineDetail> = {}): PipelineDetail {
  return {
    id: '01jnspp000000000000000dgts',
    name: 'digits',
    title: 'Digits',
    description: null,
    project: 'public',
    source: 'catalog',
    sourceFile: null,
    createdBy: null,
    createdAt: BEGIN,
    updatedAt: BEGIN,
    revision: 3,
    taskCount: 0,
    templates: [],
    demo: false,
    img: null,
    lastRuns: [],
    medianDurationMs: null,
    tasks: [],
    parameters: {},
    yaml: '',
    ...part,
  };
}
