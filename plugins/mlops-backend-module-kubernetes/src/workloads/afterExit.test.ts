import type { RestartPolicy } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import { afterExit } from './afterExit';
import type { Exit } from './startOf';
import { NEW_WORKLOAD, type WorkloadState } from './WorkloadState';

const NOW = 10_000_000;
const often: RestartPolicy = {
  kind: 'on-failure',
  limit: 2,
  backoffSeconds: 0,
};

function ended(
  exit: Partial<Exit> | undefined,
  state: Partial<WorkloadState> = {},
  restart: RestartPolicy = { kind: 'never' },
  lifetimeSeconds: number | null = null,
) {
  const plan = aWorkload(
    {
      argv: ['x'],
      runtime: { kind: 'process', python: null },
      ports: [
        { name: 'http', protocol: 'http', listen: { kind: 'tcp', number: 1 } },
      ],
    },
    { restart, lifetimeSeconds },
  );
  const whole = exit && {
    exitCode: 0,
    cause: null,
    detail: null,
    startedAt: NOW - 1_000,
    finishedAt: NOW,
    ...exit,
  };
  const running = { ...NEW_WORKLOAD, starts: 1, isRunning: true, ...state };
  return afterExit(plan, running, whole, NOW + 50);
}

describe('what becomes of a workload after a start', () => {
  it('is done when its program was, whatever the policy', () => {
    expect(ended({}, {}, often)).toMatchObject({
      status: 'ended',
      reason: 'its program was done',
      exitCode: 0,
      finishedAt: NOW,
      isRunning: false,
      readyAt: null,
    });
  });

  it('has ended when somebody asked for it, however it did', () => {
    const ending = 'ended on request';
    for (const exit of [{ exitCode: 137 }, { cause: 'Evicted' }, undefined]) {
      expect(ended(exit, { ending }, often)).toMatchObject({
        status: 'ended',
        reason: ending,
      });
    }
  });

  it('has ended when the cluster kept its lifetime while nobody watched', () => {
    const exit = { exitCode: 143, cause: 'DeadlineExceeded' };
    expect(ended(exit, {}, often, 60)).toMatchObject({
      status: 'ended',
      reason: 'its lifetime of 60 s is over',
    });
    expect(ended(exit, {}, often)).toMatchObject({ status: 'restarting' });
  });

  it.each([
    [{ exitCode: 7 }, 'it ended with exit code 7'],
    [{ exitCode: 139 }, 'it ended with exit code 139 (SIGSEGV)'],
    [{ exitCode: 137, cause: 'OOMKilled' }, /^out of memory: .* 1G/],
    [
      { exitCode: null, cause: 'Evicted', detail: 'low on memory' },
      'Evicted: low on memory',
    ],
    [
      { exitCode: 128, cause: 'StartError', detail: 'no such file' },
      'StartError: no such file',
    ],
    [undefined, 'lost: its pod was removed, or its machine was'],
  ])('fails for good where it may not restart: %j', (exit, reason) => {
    const change = ended(exit);
    expect(change.status).toBe('failed');
    expect(change.reason).toMatch(reason);
  });

  it('counts anew after ten minutes of running, as the kubelet saw it', () => {
    const startedAt = NOW - 600_000;
    expect(
      ended({ exitCode: 1, startedAt }, { failures: 2 }, often),
    ).toMatchObject({ status: 'restarting', failures: 1 });
  });

  it('knows when it began, also where nobody saw it run', () => {
    expect(ended({ exitCode: 1 })).toMatchObject({ startedAt: NOW - 1_000 });
    expect(ended({ exitCode: 1 }, { startedAt: 5 })).toMatchObject({
      startedAt: 5,
    });
  });
});
