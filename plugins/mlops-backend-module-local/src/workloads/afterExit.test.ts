import type { RestartPolicy } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import type { ExitRecord } from '../attempts/exitRecord';
import { afterExit } from './afterExit';
import { newWorkloadState, type WorkloadState } from './WorkloadState';

const STARTED = 1_000_000;

function anExit(more: Partial<ExitRecord> = {}): ExitRecord {
  return {
    reason: 'exited',
    detail: '-',
    exitCode: 1,
    signal: 0,
    startedAt: STARTED,
    finishedAt: STARTED + 5_000,
    peakCpuCores: 0.5,
    peakMemoryBytes: 100,
    lostLogBytes: 0,
    droppedLogBytes: 0,
    outOfMemory: 0,
    ...more,
  };
}

function changeOf(
  exit: ExitRecord | undefined,
  state: Partial<WorkloadState> = {},
  restart: RestartPolicy = { kind: 'never' },
) {
  const plan = aWorkload(
    {
      argv: ['true'],
      runtime: { kind: 'process', python: null },
      ports: [{ name: 'http', protocol: 'http', listen: { kind: 'unix' } }],
    },
    { restart, lifetimeSeconds: 60 },
  );
  const running = {
    ...newWorkloadState(0),
    status: 'ready' as const,
    isRunning: true,
    starts: 1,
    lastStartedAt: STARTED,
    ...state,
  };
  return afterExit(plan, running, exit, STARTED + 6_000);
}

describe('afterExit', () => {
  const twice = { kind: 'on-failure', limit: 2, backoffSeconds: 0 } as const;

  it('lets a failure be the end where nothing is started again', () => {
    expect(changeOf(anExit())).toMatchObject({
      status: 'failed',
      reason: 'it ended with exit code 1',
      exitCode: 1,
      finishedAt: STARTED + 5_000,
      isRunning: false,
      readyAt: null,
    });
  });

  it('says how it failed, and whether it is started again', () => {
    expect(changeOf(anExit(), {}, twice)).toMatchObject({
      status: 'restarting',
      reason: 'it ended with exit code 1; restart 1 of 2 follows',
      failedAt: STARTED + 5_000,
    });
  });

  it('takes one that was done, or that was asked to end, for ended', () => {
    expect(changeOf(anExit({ exitCode: 0 }), {}, twice)).toMatchObject({
      status: 'ended',
      reason: 'its program was done',
    });
    const killed = anExit({ reason: 'stopped', exitCode: -1, signal: 9 });
    const ending = 'ended on request';
    expect(changeOf(killed, { ending }, twice)).toMatchObject({
      status: 'ended',
      reason: ending,
      exitCode: null,
    });
    // By its supervisor's own ears, as when the portal stops all that runs.
    expect(changeOf(killed, {}, twice)).toMatchObject({ status: 'ended' });
  });

  it('ends with its lifetime', () => {
    expect(changeOf(anExit({ reason: 'timeout' }), {}, twice)).toMatchObject({
      status: 'ended',
      reason: 'its lifetime of 60 s is over',
    });
  });

  it('starts again what was lost with its machine', () => {
    expect(changeOf(undefined, {}, twice)).toMatchObject({
      status: 'restarting',
      reason: expect.stringMatching(/^lost: /),
      failedAt: STARTED + 6_000,
    });
  });

  it('remembers the largest use of all starts', () => {
    const before = { cpuCores: 2, memoryBytes: 50 };
    expect(changeOf(anExit(), { peak: before }).peak).toEqual({
      cpuCores: 2,
      memoryBytes: 100,
    });
    expect(changeOf(undefined, { peak: before }).peak).toEqual(before);
  });
});
