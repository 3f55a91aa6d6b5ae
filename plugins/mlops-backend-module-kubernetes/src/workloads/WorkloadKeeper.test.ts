import type { WorkloadEvent } from '@mlops/plugin-mlops-node';
import { aWorkloadCluster } from '../__testUtils__/aWorkloadCluster';
import { until } from '../__testUtils__/until';

type Cluster = Awaited<ReturnType<typeof aWorkloadCluster>>;

const often = { kind: 'on-failure', limit: 5, backoffSeconds: 0 } as const;

const last = (events: WorkloadEvent[]) => events.at(-1)?.status;

describe('WorkloadKeeper', () => {
  let made: Cluster;
  const begin = async (more?: Parameters<typeof aWorkloadCluster>[0]) => {
    made = await aWorkloadCluster(more);
    return made;
  };
  afterEach(() => made.end());

  const isMade = (start: number) =>
    made.cluster.objects.has(made.podPath(start));

  it('sees a workload through to its end, and keeps its log', async () => {
    const { cluster, keep, podPath, read, runs, exits } = await begin();
    const events = await keep();
    await until(() => isMade(1));
    runs(1);
    await until(() => last(events) === 'ready');
    exits(1, 0, 'all of it\n');
    await until(() => last(events) === 'ended');
    await until(() => !cluster.objects.has(podPath(1)));
    expect(await read()).toBe('all of it\n');
    expect(events.map(({ revision }) => revision)).toEqual(
      [...events.map(({ revision }) => revision)].sort((a, b) => a - b),
    );
  });

  it('makes one pod a start, though two watch and disturb each other', async () => {
    const { keep, runs, exits, state } = await begin({ restart: often });
    const [one, other] = await Promise.all([keep(), keep()]);
    await until(() => isMade(1));
    runs(1);
    await until(() => last(one) === 'ready' && last(other) === 'ready');
    exits(1, 3);
    await until(() => isMade(2));
    runs(2);
    await until(() => last(one) === 'ready' && last(other) === 'ready');
    expect(await state()).toMatchObject({ starts: 2, failures: 1 });
    expect(isMade(3)).toBe(false);
    expect(one.at(-1)).toEqual({ ...other.at(-1), at: expect.anything() });
  });

  it('goes on where another was killed between what it wrote and what it made', async () => {
    const { keep, workloads, plan, state } = await begin();
    const record = await workloads.get(plan.workloadId, 'n');
    if (!record) throw new Error('it was not taken');
    await workloads.write(record, {
      ...record.state,
      starts: 1,
      isRunning: true,
    });
    await keep();
    await until(() => isMade(1));
    expect((await state())?.starts).toBe(1);
    expect(isMade(2)).toBe(false);
  });

  it('does not take a pod for lost that it has not seen yet', async () => {
    const { keep, runs, state } = await begin();
    const events = await keep();
    await until(() => isMade(1));
    runs(1);
    await until(() => last(events) === 'ready');
    const blind = await keep({ seesPods: false });
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(last(blind)).toBe('ready');
    expect(await state()).toMatchObject({ status: 'ready', starts: 1 });
  });

  it('counts a pod that was removed as a failure', async () => {
    const { keep, runs, cluster, podPath } = await begin();
    const events = await keep();
    await until(() => isMade(1));
    runs(1);
    await until(() => last(events) === 'ready');
    cluster.remove(podPath(1));
    await until(() => last(events) === 'failed');
    expect(events.at(-1)?.reason).toMatch(/^lost/);
  });

  it('tells the end while the storage of logs is away, and keeps the pod until it is back', async () => {
    const { keep, exits, cluster, podPath, objects, read, state } =
      await begin();
    objects.trouble = new Error('the storage is away');
    const events = await keep();
    await until(() => isMade(1));
    exits(1, 0, 'kept');
    await until(() => last(events) === 'ended');
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(cluster.objects.has(podPath(1))).toBe(true);
    objects.trouble = undefined;
    await until(async () => (await state())?.logBytes.length === 1);
    await until(() => !cluster.objects.has(podPath(1)));
    expect(await read()).toBe('kept');
  });

  it('leaves no log of a workload that is purged while it is stored', async () => {
    const { keep, exits, cluster, recordPath, objects } = await begin();
    const events = await keep();
    await until(() => isMade(1));
    const put = objects.put.bind(objects);
    let wasPut = false;
    objects.put = async (...about) => {
      await put(...about);
      wasPut = true;
      if (cluster.objects.has(recordPath)) cluster.remove(recordPath);
    };
    exits(1, 0, 'late');
    await until(() => last(events) === 'ended');
    await until(() => wasPut && objects.objects.size === 0);
    expect([...objects.objects.keys()]).toEqual([]);
  });

  it('says what the cluster refuses, and tries again', async () => {
    const { keep, cluster, podPath, plan } = await begin();
    await cluster.request({
      method: 'POST',
      path: '/api/v1/namespaces/n/pods',
      body: {
        metadata: {
          name: `mlops-workload-${plan.workloadId}-1`,
          namespace: 'n',
        },
      },
    });
    const events = await keep();
    await until(() => /has not made/.test(events.at(-1)?.reason ?? ''));
    expect(last(events)).toBe('starting');
    cluster.remove(podPath(1));
    await until(() => isMade(1));
  });

  it('fails with the reason where a cluster cannot carry it out', async () => {
    const { keep } = await begin({
      ports: [{ name: 'http', protocol: 'http', listen: { kind: 'unix' } }],
    });
    const events = await keep();
    await until(() => last(events) === 'failed');
    expect(events.at(-1)).toMatchObject({
      restarts: 0,
      reason: expect.stringContaining('Unix socket'),
    });
    expect(isMade(1)).toBe(false);
  });
});
