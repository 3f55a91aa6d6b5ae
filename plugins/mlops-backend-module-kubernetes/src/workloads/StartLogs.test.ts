import { mockServices } from '@backstage/backend-test-utils';
import type { WorkloadId } from '@mlops/plugin-mlops-common';
import { MemoryObjects } from '../__testUtils__/MemoryObjects';
import { OnePod } from '../__testUtils__/OnePod';
import { until } from '../__testUtils__/until';
import { LiveLogs } from '../logs/LiveLogs';
import { StartLogs } from './StartLogs';

const id = '01jd0000000000000000000002' as WorkloadId;

describe('StartLogs', () => {
  const cluster = new OnePod();
  const objects = new MemoryObjects();
  const begin = () => {
    const stop = new AbortController();
    const logs = new StartLogs(
      {
        client: cluster,
        objects,
        live: new LiveLogs(),
        logger: mockServices.logger.mock(),
        now: Date.now,
        signal: stop.signal,
        onChange: () => {},
      },
      id,
    );
    return { logs, stop };
  };

  it('calls no log whole of which the rest was not read, since the backend stopped', async () => {
    const { logs, stop } = begin();
    logs.see(1, cluster.pod, false);
    await until(() => (logs.growing(1)?.bytes ?? 0) > 0);
    expect(await logs.whole(1)).toBeUndefined();
    cluster.write('the rest\n');
    cluster.hasEnded = true;
    stop.abort();
    await logs.forget();
    expect(await logs.whole(1)).toBeUndefined();
    const next = begin().logs;
    next.see(1, cluster.pod, false);
    await until(async () => (await next.whole(1)) !== undefined);
    const { length } = cluster.log.bytes();
    expect(await next.whole(1)).toEqual({ bytes: length, gaps: [] });
    // As another backend finds it.
    const later = await begin().logs.whole(1);
    expect(later).toEqual({ bytes: length, gaps: [] });
  });

  it('is empty of a start that never was', async () => {
    const { logs } = begin();
    logs.miss(2);
    expect(logs.growing(2)).toBeUndefined();
    expect(await logs.whole(2)).toEqual({ bytes: 0, gaps: [] });
  });
});
