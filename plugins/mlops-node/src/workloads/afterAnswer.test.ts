import { afterAnswer, becameReady } from './afterAnswer';
import { NEW_WORKLOAD_PROGRESS } from './WorkloadProgress';

const NOW = 100_000;
const probe = { startupSeconds: 5 };
const running = {
  ...NEW_WORKLOAD_PROGRESS,
  starts: 1,
  isRunning: true,
  lastStartedAt: NOW - 4_999,
};
const ending = { ...running, ending: 'asked', reason: 'it is being ended' };
const obstacle = 'it takes no connections';

describe('afterAnswer', () => {
  it('is ready as soon as its program is', () => {
    const reason = 'it is not ready yet';
    expect(afterAnswer(probe, { ...running, reason }, undefined, NOW)).toEqual({
      status: 'ready',
      readyAt: NOW,
      reason: null,
    });
  });

  it('says what is in the way', () => {
    expect(afterAnswer(probe, running, obstacle, NOW)).toEqual({
      reason: `it is not ready yet: ${obstacle}`,
    });
  });

  it('gives up what takes longer than it may', () => {
    expect(afterAnswer(probe, running, obstacle, NOW + 1)).toEqual({
      givenUp: `it did not get ready within 5 s: ${obstacle}`,
    });
  });

  it('goes on saying of one that is to end that it is', () => {
    expect(afterAnswer(probe, ending, obstacle, NOW)).toEqual({});
    expect(becameReady(ending, NOW)).toMatchObject({
      status: 'ready',
      reason: 'it is being ended',
    });
  });
});
