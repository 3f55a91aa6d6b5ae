import type { RestartPolicy } from '@mlops/plugin-mlops-common';
import { afterStart, type StartEnd } from './afterStart';
import {
  NEW_WORKLOAD_PROGRESS,
  type WorkloadProgress,
} from './WorkloadProgress';

const AT = 10_000_000;
const twice = { kind: 'on-failure', limit: 2, backoffSeconds: 0 } as const;

function changeOf(
  end: Partial<StartEnd>,
  progress: Partial<WorkloadProgress> = {},
  restart: RestartPolicy = { kind: 'never' },
) {
  const running = {
    ...NEW_WORKLOAD_PROGRESS,
    starts: 1,
    isRunning: true,
    lastStartedAt: AT - 5_000,
    ...progress,
  };
  return afterStart({ restart }, running, {
    kind: 'failed',
    reason: 'it broke',
    exitCode: 1,
    at: AT,
    ...end,
  });
}

describe('what becomes of a workload after a start', () => {
  it('is over with a failure where nothing is started again', () => {
    expect(changeOf({})).toEqual({
      isRunning: false,
      readyAt: null,
      givenUp: null,
      exitCode: 1,
      failures: 1,
      failedAt: AT,
      status: 'failed',
      reason: 'it broke',
      finishedAt: AT,
    });
  });

  it('is over once its program is done, whatever the policy', () => {
    const done = { kind: 'done', reason: 'done', exitCode: 0 } as const;
    expect(changeOf(done, { failures: 1 }, twice)).toEqual({
      isRunning: false,
      readyAt: null,
      givenUp: null,
      exitCode: 0,
      status: 'ended',
      reason: 'done',
      finishedAt: AT,
    });
  });

  it('is started again as often as its policy says, and no more', () => {
    expect(changeOf({}, { failures: 1 }, twice)).toMatchObject({
      status: 'restarting',
      reason: 'it broke; restart 2 of 2 follows',
      failures: 2,
      failedAt: AT,
    });
    expect(changeOf({}, { failures: 2 }, twice)).toMatchObject({
      status: 'failed',
      reason: 'it broke; it failed 3 times in a row',
    });
  });

  it('counts anew after ten minutes of running, and not a moment before', () => {
    const ran = (ms: number) =>
      changeOf({}, { failures: 2, lastStartedAt: AT - ms }, twice);
    expect(ran(600_000)).toMatchObject({ status: 'restarting', failures: 1 });
    expect(ran(599_999)).toMatchObject({ status: 'failed', failures: 3 });
  });

  it('counts a start of which nobody knows when it began', () => {
    expect(
      changeOf({}, { failures: 1, lastStartedAt: null }, twice),
    ).toMatchObject({ failures: 2 });
  });

  it('has ended when somebody asked for it, however it did', () => {
    const ending = 'ended on request';
    const givenUp = 'it did not get ready';
    expect(changeOf({}, { ending, givenUp }, twice)).toMatchObject({
      status: 'ended',
      reason: ending,
      exitCode: 1,
    });
  });

  it('has failed when it was given up, though it was ended then', () => {
    const givenUp = 'it did not get ready';
    const stopped = { kind: 'done', reason: 'stopped' } as const;
    expect(changeOf(stopped, { givenUp }, twice)).toMatchObject({
      status: 'restarting',
      reason: `${givenUp}; restart 1 of 2 follows`,
      givenUp: null,
    });
  });
});
