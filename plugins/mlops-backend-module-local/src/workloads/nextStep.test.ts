import { nextStep } from './nextStep';
import { newWorkloadState, type WorkloadState } from './WorkloadState';

const NOW = 1_000_000;

const restart = {
  kind: 'on-failure',
  limit: 10,
  backoffSeconds: 4,
} as const;

function stepOf(state: Partial<WorkloadState>) {
  const whole = { ...newWorkloadState(0), ...state };
  return nextStep({ restart, lifetimeSeconds: null }, whole, NOW);
}

describe('nextStep', () => {
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

  it('waits before it starts again what has failed', () => {
    const failed = { starts: 1, failures: 1, failedAt: NOW - 1_000 };
    const until = NOW + 3_000;
    expect(stepOf(failed)).toEqual({ step: 'wait', until });
  });
});
