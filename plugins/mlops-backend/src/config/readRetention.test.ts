import { ConfigReader } from '@backstage/config';
import { readRetention } from './readRetention';

const DAY = 86_400_000;

function read(retention: object | undefined) {
  return readRetention(new ConfigReader({ mlops: { retention } }));
}

describe('readRetention', () => {
  it('keeps long by itself, looks every hour, and lets one replica do it', () => {
    const { schedule, dryRun, policy } = read(undefined);
    expect(schedule).toMatchObject({
      frequency: { hours: 1 },
      scope: 'global',
    });
    expect(dryRun).toBe(false);
    expect(policy).toMatchObject({
      minimumAge: DAY,
      runs: { keepFor: 365 * DAY, keepLast: 20 },
      logs: { keepFor: 180 * DAY },
      environments: { keepFor: 30 * DAY },
    });
  });

  it('is switched off as a whole or in parts', () => {
    expect(read({ schedule: false }).schedule).toBeNull();
    const { policy } = read({ runs: false, logs: false, outputs: false });
    expect(policy).toMatchObject({ runs: null, logs: null, outputs: null });
    expect(policy.environments).not.toBeNull();
  });

  it('reads durations and sizes the way people write them', () => {
    const { policy } = read({
      minimumAge: { hours: 2 },
      logs: { keepFor: '7d', maxTotal: '2G' },
      outputs: { keepFor: 'P2D' },
    });
    expect(policy.minimumAge).toBe(DAY / 12);
    expect(policy.logs).toEqual({ keepFor: 7 * DAY, maxTotal: 2e9 });
    expect(policy.outputs?.keepFor).toBe(2 * DAY);
  });

  it.each([
    [{ logs: { maxTotal: 'much' } }, 'mlops.retention.logs.maxTotal'],
    [{ runs: { keepLast: -1 } }, 'mlops.retention.runs.keepLast'],
    [{ outputs: { keepFor: 'long' } }, 'keepFor'],
  ])('names what is wrong in %j', (retention, key) => {
    expect(() => read(retention)).toThrow(key);
  });
});
