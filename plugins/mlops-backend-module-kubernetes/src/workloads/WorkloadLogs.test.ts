import fc from 'fast-check';
import { aWorkloadCluster } from '../__testUtils__/aWorkloadCluster';
import { MemoryObjects } from '../__testUtils__/MemoryObjects';
import { until } from '../__testUtils__/until';
import { LiveLogs } from '../logs/LiveLogs';
import type { PieceIndex } from '../logs/LogPiece';
import { NOTHING_SAID } from '../logs/ExecutorLines';
import { logOfStart } from './logOfStart';
import { WorkloadLogs } from './WorkloadLogs';
import { NEW_WORKLOAD } from './WorkloadState';

const { signal } = new AbortController();
const index: PieceIndex = {
  times: [],
  before: null,
  mark: null,
  executor: NOTHING_SAID,
  hasBegun: false,
  gaps: [],
};

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the log of a workload', () => {
  it('is all its starts from any byte on, however far each of them is', async () => {
    const { plan, end } = await aWorkloadCluster();
    const starts = fc.array(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { maxLength: 4 }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        starts,
        fc.nat(4),
        fc.nat(140),
        fc.boolean(),
        async (written, stored, from, follow) => {
          const objects = new MemoryObjects();
          for (const [place, pieces] of written.entries()) {
            const store = logOfStart(objects, plan.workloadId, place + 1);
            let offset = 0;
            for (const bytes of pieces) {
              await store.write(offset, Buffer.from(bytes), index);
              offset += bytes.length;
            }
          }
          const sizes = written.map(pieces => Buffer.concat(pieces).length);
          let looks = 0;
          // With each look another one is written down as stored.
          const find = async () => {
            looks += 1;
            const state = {
              ...NEW_WORKLOAD,
              status: 'failed' as const,
              starts: written.length,
              logBytes: sizes.slice(0, stored + looks),
            };
            return { plan, state };
          };
          const logs = new WorkloadLogs(objects, new LiveLogs());
          const whole = Buffer.concat(written.flat());
          const read = logs.read(find, { from, follow, signal });
          expect((await bytesOf(read)).equals(whole.subarray(from))).toBe(true);
          expect(await logs.size(find)).toBe(whole.length);
        },
      ),
      { numRuns: 100 },
    );
    end();
  });

  it('is told while it grows, over the end of a start, from wherever one begins', async () => {
    const made = await aWorkloadCluster({
      restart: { kind: 'on-failure', limit: 1, backoffSeconds: 0 },
    });
    const { cluster, podPath, read, runs, exits, logSize, writes } = made;
    await made.keep();
    await until(() => cluster.objects.has(podPath(1)));
    writes(1, 'first\n');
    runs(1);
    const readers = [0, 3, 9].map(from => read(from));
    await until(async () => (await logSize()) === 6);
    expect(await read(2, false)).toBe('rst\n');
    exits(1, 3, 'failed\n');
    await until(() => cluster.objects.has(podPath(2)));
    writes(2, 'second\n');
    runs(2);
    await until(async () => (await logSize()) === 20);
    exits(2, 0, 'done');
    const all = 'first\nfailed\nsecond\ndone';
    expect(await Promise.all(readers)).toEqual(
      [0, 3, 9].map(from => all.slice(from)),
    );
    await until(() => !cluster.objects.has(podPath(2)));
    expect(await read()).toBe(all);
    expect(await logSize()).toBe(all.length);
    made.end();
  });

  it('goes on where a backend was killed, though the machine has rotated what that one read', async () => {
    const made = await aWorkloadCluster();
    const { cluster, podPath, read, restart, runs, exits, logSize, writes } =
      made;
    await made.keep();
    await until(() => cluster.objects.has(podPath(1)));
    runs(1);
    writes(1, 'one\n');
    writes(1, 'two\n');
    await until(() => made.objects.objects.size > 0);
    restart();
    cluster.rotated = 1;
    const events = await made.keep();
    writes(1, 'three\n');
    await until(async () => (await logSize()) === 14);
    exits(1, 0);
    await until(() => events.at(-1)?.status === 'ended');
    expect(await read()).toBe('one\ntwo\nthree\n');
    expect(events.at(-1)?.logGaps).toEqual([]);
    made.end();
  });

  it('tells before which byte something is missing that nobody read in time', async () => {
    const made = await aWorkloadCluster({
      restart: { kind: 'on-failure', limit: 1, backoffSeconds: 0 },
    });
    const { cluster, podPath, read, restart, runs, exits, state, writes } =
      made;
    await made.keep();
    await until(() => cluster.objects.has(podPath(1)));
    exits(1, 3, 'failed\n');
    await until(() => cluster.objects.has(podPath(2)));
    runs(2);
    writes(2, 'one\n');
    await until(async () => (await state())?.logBytes.length === 1);
    await until(() => made.objects.objects.size === 2);
    restart();
    writes(2, 'missing\n', 3e9);
    writes(2, 'two\n', 3e9);
    cluster.rotated = 2;
    const events = await made.keep();
    await until(() => (events.at(-1)?.logGaps ?? []).length > 0);
    expect(events.at(-1)).toMatchObject({ status: 'ready', logGaps: [11] });
    exits(2, 0);
    await until(() => events.at(-1)?.status === 'ended');
    expect(await read()).toBe('failed\none\ntwo\n');
    await until(async () => (await state())?.logBytes.length === 2);
    expect(await state()).toMatchObject({ logBytes: [7, 8], logGaps: [11] });
    made.end();
  });

  it('is empty of a workload that is not there', async () => {
    const logs = new WorkloadLogs(new MemoryObjects(), new LiveLogs());
    const find = async () => undefined;
    const options = { from: 0, follow: true, signal };
    expect(await bytesOf(logs.read(find, options))).toHaveLength(0);
    expect(await logs.size(find)).toBe(0);
  });
});
