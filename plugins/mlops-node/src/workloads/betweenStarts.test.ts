import type { RestartPolicy } from '@mlops/plugin-mlops-common';
import { betweenStarts } from './betweenStarts';
import {
  NEW_WORKLOAD_PROGRESS,
  type WorkloadProgress,
} from './WorkloadProgress';

const NOW = 1_000_000;
const often = { kind: 'on-failure', limit: 10, backoffSeconds: 4 } as const;

function stepOf(
  progress: Partial<WorkloadProgress>,
  restart: RestartPolicy = often,
  lifetimeSeconds: number | null = null,
) {
  const whole = { ...NEW_WORKLOAD_PROGRESS, ...progress };
  return betweenStarts({ restart, lifetimeSeconds }, whole, NOW);
}

describe('betweenStarts', () => {
  it('starts what was just taken', () => {
    expect(stepOf({})).toEqual({ step: 'start' });
    expect(stepOf({}, { kind: 'never' })).toEqual({ step: 'start' });
  });

  it('ends what is to end', () => {
    const ending = 'ended on request';
    expect(stepOf({ ending })).toEqual({ step: 'end', reason: ending });
  });

  it('waits longer after each failure in a row, five minutes at most', () => {
    const after = (failures: number) =>
      stepOf({ starts: failures, failures, failedAt: NOW - 1_000 });
    expect([1, 2, 3, 9].map(after)).toEqual(
      [4, 8, 16, 300].map(seconds => ({
        step: 'wait',
        until: NOW - 1_000 + seconds * 1_000,
      })),
    );
  });

  it('starts again once it has waited', () => {
    const failed = { starts: 1, failures: 1 };
    expect(stepOf({ ...failed, failedAt: NOW - 4_000 })).toEqual({
      step: 'start',
    });
    expect(stepOf({ ...failed, failedAt: NOW - 3_999 })).toEqual({
      step: 'wait',
      until: NOW + 1,
    });
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

  it('has no lifetime before the first start', () => {
    expect(stepOf({ startedAt: null }, often, 1)).toEqual({ step: 'start' });
  });
});
