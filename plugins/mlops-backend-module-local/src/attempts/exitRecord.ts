import { readTextNow } from '../readIfThere';

/** What the supervisor wrote when the attempt had ended. */
export interface ExitRecord {
  reason:
    | 'exited'
    | 'stopped'
    | 'timeout'
    | 'unstarted'
    | 'memory'
    | 'processes'
    | 'disk';
  /** Why it did not start. */
  detail: string;
  exitCode: number;
  /** Number of the signal that ended it, or 0. */
  signal: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt: number;
  peakCpuCores: number;
  peakMemoryBytes: number;
  /** Bytes of the log for which the disk had no room. */
  lostLogBytes: number;
  /** Bytes beyond the longest log that is kept. */
  droppedLogBytes: number;
  /** How often the kernel ended a process of it for want of memory. */
  outOfMemory: number;
}

const REASONS = [
  'exited',
  'stopped',
  'timeout',
  'unstarted',
  'memory',
  'processes',
  'disk',
] as const;

/** @returns `undefined` as long as the attempt goes on */
export function readExit(path: string): ExitRecord | undefined {
  const text = readTextNow(path);
  if (text === undefined) return undefined;
  const fields = new Map(
    text.split('\n').map(line => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)] as const;
    }),
  );
  const number = (name: string) => Number(fields.get(name) ?? 0);
  return {
    reason:
      REASONS.find(reason => reason === fields.get('reason')) ?? 'unstarted',
    detail: fields.get('detail') ?? '',
    exitCode: number('exitCode'),
    signal: number('signal'),
    startedAt: number('startedAt'),
    finishedAt: number('finishedAt'),
    peakCpuCores: number('peakCpuCores'),
    peakMemoryBytes: number('peakMemoryBytes'),
    lostLogBytes: number('lostLogBytes'),
    droppedLogBytes: number('droppedLogBytes'),
    outOfMemory: number('outOfMemory'),
  };
}
