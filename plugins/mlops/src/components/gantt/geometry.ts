import type { Attempt, RunTask, Status } from '@mlops/plugin-mlops-common';

/** One try of a task on the time axis; `left` and `width` are shares of the whole span, 0 to 1. */
export interface GanttBar {
  attempt: number;
  status: Status;
  reason: string | null;
  left: number;
  width: number;
  /** Milliseconds so far. */
  durationMs: number;
  running: boolean;
}

export interface GanttRow {
  name: string;
  title: string;
  status: Status;
  bars: GanttBar[];
}

export interface GanttGeometry {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  rows: GanttRow[];
  ticks: GanttTick[];
  /** Share of the span at which now is; `null` when nothing runs any more. */
  now: number | null;
}

/** `offsetMs` counts from the start of the axis. */
export interface GanttTick {
  left: number;
  offsetMs: number;
}

/** Whole seconds, minutes, hours and days that people count in, in milliseconds. */
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000,
  30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
  7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
];

interface Span {
  /** ISO 8601: the axis begins here, usually when the run was created. */
  startedAt: string;
  /** ISO 8601, or `null` while the run goes on. */
  finishedAt: string | null;
}

/** Places the attempts of a run on one time axis; `now` is in milliseconds since the epoch. */
export function ganttGeometry(
  span: Span,
  tasks: readonly RunTask[],
  now: number,
): GanttGeometry {
  const running = span.finishedAt === null;
  const attempts = tasks.flatMap(task => task.attempts);
  const starts = attempts.flatMap(a => instants(a.startedAt));
  const ends = attempts.flatMap(a => instants(a.finishedAt));
  const from = Math.min(Date.parse(span.startedAt), ...starts);
  const last = Math.max(
    from + 1,
    running ? now : Date.parse(span.finishedAt ?? span.startedAt),
    ...ends,
  );
  // Room to the right of the now-line, so that a running bar does not touch the border.
  const to = running ? last + (last - from) * 0.03 : last;
  const length = to - from;

  const rows = tasks
    .map((task, index) => ({ task, index, start: firstStart(task) }))
    .sort((a, b) => a.start - b.start || a.index - b.index)
    .map(({ task }) => ({
      name: task.name,
      title: task.title,
      status: task.status,
      bars: task.attempts.flatMap(attempt =>
        bar(attempt, from, length, running ? now : last),
      ),
    }));

  return {
    from,
    to,
    rows,
    ticks: ganttTicks(length),
    now: running ? (last - from) / length : null,
  };
}

/** At most `most` round instants inside the span, zero included. */
export function ganttTicks(lengthMs: number, most = 8): GanttTick[] {
  const day = STEPS[STEPS.length - 1];
  const step =
    STEPS.find(size => lengthMs / size < most) ??
    Math.ceil(lengthMs / most / day) * day;
  const ticks: GanttTick[] = [];
  for (let offsetMs = 0; offsetMs <= lengthMs; offsetMs += step) {
    ticks.push({ left: offsetMs / lengthMs, offsetMs });
  }
  return ticks;
}

function bar(
  attempt: Attempt,
  from: number,
  length: number,
  until: number,
): GanttBar[] {
  const [start] = instants(attempt.startedAt);
  if (start === undefined) return [];
  const [finish] = instants(attempt.finishedAt);
  const end = Math.max(start, finish ?? until);
  return [
    {
      attempt: attempt.attempt,
      status: attempt.status,
      reason: attempt.reason,
      left: (start - from) / length,
      width: (end - start) / length,
      durationMs: end - start,
      running: finish === undefined,
    },
  ];
}

function firstStart(task: RunTask): number {
  return Math.min(
    Infinity,
    ...instants(task.startedAt),
    ...task.attempts.flatMap(attempt => instants(attempt.startedAt)),
  );
}

function instants(text: string | null): number[] {
  return text === null ? [] : [Date.parse(text)];
}
