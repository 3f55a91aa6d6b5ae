import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptView } from './judge';
import { claimSchema, endSchema, type Claim, type End } from './records';
import { readOutputs } from './readOutputs';
import { ifThere, readJson } from './RunFolder';

/** What the folder of an attempt says, and whether the process that claimed it is still there. */
export async function readAttempt(
  folder: string,
  timeoutSeconds: number | null,
): Promise<AttemptView> {
  const claim = await readJson(join(folder, 'claim.json'), claimSchema);
  const gone = claim !== undefined && !(await isAlive(claim));
  // Read last: a process that is gone has written it before.
  const end = await readJson(join(folder, 'end.json'), endSchema);
  if (end) return ended(folder, end, timeoutSeconds);
  const nothing = {
    exitCode: null,
    peak: null,
    outputs: [],
    values: {},
    metrics: {},
  };
  if (!gone) {
    return {
      ...nothing,
      status: 'running',
      reason: null,
      startedAt: null,
      finishedAt: null,
    };
  }
  const reason = 'its process was ended from outside and left no word';
  return {
    ...nothing,
    status: 'failed',
    reason,
    startedAt: null,
    finishedAt: null,
  };
}

async function ended(
  folder: string,
  end: End,
  timeoutSeconds: number | null,
): Promise<AttemptView> {
  const { exitCode, startedAt, finishedAt, peakBytes } = end;
  const peak =
    peakBytes === null ? null : { cpuCores: null, memoryBytes: peakBytes };
  const left = await readOutputs(join(folder, 'outputs'));
  const known = { exitCode, startedAt, finishedAt, peak, ...left.outputs };
  if (end.kind === 'stopped') {
    return { ...known, status: 'stopped', reason: 'stopped on request' };
  }
  const problem = problemOf(end, timeoutSeconds) ?? left.problem;
  return problem === null
    ? { ...known, status: 'succeeded', reason: null }
    : { ...known, status: 'failed', reason: problem };
}

function problemOf(end: End, timeoutSeconds: number | null): string | null {
  if (end.kind === 'timed out')
    return `it took longer than ${timeoutSeconds} s`;
  if (end.kind === 'failed') return `it could not start: ${end.problem}`;
  return end.exitCode === 0 ? null : `it ended with exit code ${end.exitCode}`;
}

export function readClaim(folder: string): Promise<Claim | undefined> {
  return readJson(join(folder, 'claim.json'), claimSchema);
}

/** Ids of processes are used again, so that the time of the start has to be the same too. */
export async function isAlive({ pid, startTime }: Claim): Promise<boolean> {
  const stat = await ifThere(readFile(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended, and is only waited for.
  return fields?.[19] === startTime && fields[0] !== 'Z';
}
