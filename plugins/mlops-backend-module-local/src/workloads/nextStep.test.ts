import type { RestartPolicy } from '@mlops/plugin-mlops-common';
import { nextStep } from './nextStep';
import { newWorkloadState, type WorkloadState } from './WorkloadState';

const NOW = 1_000_000;

function stepOf(
  state: Partial<WorkloadState>,
  restart: RestartPolicy = { kind: 'never' },
  lifetimeSeconds: number | null = null,
) {
  const whole = { ...newWorkloadState(0), ...state };
  return nextStep({ restart, lifetimeSeconds }, whole, NOW);
}

describe('nextStep', () => {
  const often = {
    kind: 'on-failure',
    limit: 10,
    backoffSeconds: 4,
  } as const;

  it('starts what was just taken, and follows what runs', () => {
    expect(stepOf({})).toEqual({ step: 'start' });
    expect(stepOf({ isRunning: true, starts: 1 })).toEqual({ step: 'follow' });
  });

  it('does nothing about what is over, whatever is asked', () => {
    const over = { ending: 'ended on request', isRunning: true };
    expect(stepOf({ ...over, status: 'ended' })).toEqual({ step: 'nothing' });
    expect(stepOf({ ...over, status: 'failed' })).toEqual({ step: 'nothing' });
  });

  it('ends what is to end once nothing of it runs', () => {
    const ending = 'ended on request';
    expect(stepOf({ ending })).toEqual({ step: 'end', reason: ending });
    expect(stepOf({ ending, isRunning: true })).toEqual({ step: 'follow' });
  });

  it('waits longer after each failure in a row, five minutes at most', () => {
    const after = (failures: number) =>
      stepOf({ starts: failures, failures, failedAt: NOW - 1_000 }, often);
    expect([1, 2, 3, 9].map(after)).toEqual(
      [4, 8, 16, 300].map(seconds => ({
        step: 'wait',
        until: NOW - 1_000 + seconds * 1_000,
      })),
    );
  });

  it('starts again once it has waited', () => {
    const state = { starts: 1, failures: 1, failedAt: NOW - 4_000 };
    expect(stepOf(state, often)).toEqual({ step: 'start' });
  });

  it('does not wait beyond the end of its lifetime, and starts nothing after it', () => {
    const failed = { starts: 1, failures: 3, failedAt: NOW - 1_000 };
    const startedAt = NOW - 58_000;
    expect(stepOf({ ...failed, startedAt }, often, 60)).toEqual({
      step: 'wait',
      until: NOW + 2_000,
    });
    expect(stepOf({ ...failed, startedAt }, often, 58)).toEqual({
      step: 'end',
      reason: 'its lifetime of 58 s is over',
    });
  });
});
