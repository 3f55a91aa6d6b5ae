import fc from 'fast-check';
import { aWorkloadCluster } from '../__testUtils__/aWorkloadCluster';
import { podName } from './workloadIdentity';
import { WorkloadLogs } from './WorkloadLogs';
import { NEW_WORKLOAD } from './WorkloadState';

const { signal } = new AbortController();

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the log of a workload', () => {
  it('is all its starts from any byte on, wherever each of them is', async () => {
    const made = await aWorkloadCluster();
    const { cluster, plan, store, workloads } = made;
    const found = await workloads.get(plan.workloadId, 'n');
    if (!found) throw new Error('it was not taken');
    const written = fc.array(fc.uint8Array({ maxLength: 30 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.nat(4),
        fc.nat(140),
        async (starts, some, from) => {
          const stored = Math.min(some, starts.length);
          for (const [place, bytes] of starts.entries()) {
            const start = place + 1;
            const name = podName(plan.workloadId, start);
            cluster.logs.set(name, bytes);
            const path = `/api/v1/namespaces/n/pods/${name}`;
            if (!cluster.objects.has(path)) {
              await cluster.request({
                method: 'POST',
                path: '/api/v1/namespaces/n/pods',
                body: { metadata: { ...found.metadata, name } },
              });
            }
            store.logs.set(`${plan.workloadId} ${start}`, Buffer.from(bytes));
          }
          const state = {
            ...NEW_WORKLOAD,
            status: 'failed',
            starts: starts.length,
            logBytes: starts.slice(0, stored).map(({ length }) => length),
          } as const;
          const find = async () => ({
            workloads,
            record: { ...found, state },
          });
          const logs = new WorkloadLogs(store);
          const whole = Buffer.concat(starts);
          const options = { from, follow: true, signal };
          const read = await bytesOf(logs.read(find, options));
          expect(read.equals(whole.subarray(from))).toBe(true);
          expect(await logs.size(find)).toBe(whole.length);
        },
      ),
      { numRuns: 100 },
    );
    made.end();
  });

  it('goes on from the storage when it was stored while it was read', async () => {
    const made = await aWorkloadCluster();
    const { cluster, plan, store, workloads } = made;
    const found = await workloads.get(plan.workloadId, 'n');
    if (!found) throw new Error('it was not taken');
    const name = podName(plan.workloadId, 1);
    cluster.logs.set(name, Buffer.from('first '));
    await cluster.request({
      method: 'POST',
      path: '/api/v1/namespaces/n/pods',
      body: { metadata: { ...found.metadata, name } },
    });
    let looks = 0;
    const find = async () => {
      looks += 1;
      const running = { ...NEW_WORKLOAD, starts: 1, isRunning: true };
      if (looks === 1) {
        return { workloads, record: { ...found, state: running } };
      }
      store.logs.set(`${plan.workloadId} 1`, Buffer.from('first second'));
      const over = { ...running, isRunning: false, logBytes: [12] };
      const state = { ...over, status: 'ended' } as const;
      return { workloads, record: { ...found, state } };
    };
    const read = new WorkloadLogs(store).read(find, {
      from: 2,
      follow: true,
      signal,
    });
    expect(String(await bytesOf(read))).toBe('rst second');
    made.end();
  });

  it.each([0, 1])(
    'misses nothing of a pod that is removed while its log is asked for, from byte %i',
    async from => {
      const made = await aWorkloadCluster();
      const { plan, store, workloads } = made;
      const found = await workloads.get(plan.workloadId, 'n');
      if (!found) throw new Error('it was not taken');
      const over = { ...NEW_WORKLOAD, status: 'ended', starts: 1 } as const;
      store.logs.set(`${plan.workloadId} 1`, Buffer.from('all'));
      let looks = 0;
      // It is stored, and its pod is gone, right after the first look.
      const find = async () => {
        looks += 1;
        const state = looks === 1 ? over : { ...over, logBytes: [3] };
        return { workloads, record: { ...found, state } };
      };
      const options = { from, follow: false, signal };
      const read = new WorkloadLogs(store).read(find, options);
      expect(String(await bytesOf(read))).toBe('all'.slice(from));
      made.end();
    },
  );

  it('is empty of a workload that is not there', async () => {
    const { store, end } = await aWorkloadCluster();
    const logs = new WorkloadLogs(store);
    const find = async () => undefined;
    const options = { from: 0, follow: true, signal };
    expect(await bytesOf(logs.read(find, options))).toHaveLength(0);
    expect(await logs.size(find)).toBe(0);
    end();
  });
});
