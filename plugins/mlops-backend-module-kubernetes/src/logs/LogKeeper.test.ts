import { mockServices } from '@backstage/backend-test-utils';
import type { RunId } from '@mlops/plugin-mlops-common';
import { MemoryObjects } from '../__testUtils__/MemoryObjects';
import { OnePod, RUN } from '../__testUtils__/OnePod';
import { until } from '../__testUtils__/until';
import { S3Storage } from '../artifacts/S3Storage';
import { LiveLogs } from './LiveLogs';
import { LogKeeper } from './LogKeeper';
import { logOfAttempt } from './logOfAttempt';

import { RunLogs } from './RunLogs';

const ref = { runId: RUN as RunId, task: 'task', attempt: 1 };
const folder = `runs/${RUN}/task/1/log`;
const never = new AbortController().signal;

const stops: AbortController[] = [];
afterEach(() => stops.forEach(stop => stop.abort()));

/** A backend that watches the cluster with the pod. */
function aBackend(cluster: OnePod, objects: MemoryObjects, wanted?: []) {
  const stop = new AbortController();
  stops.push(stop);
  const live = new LiveLogs();
  const messages: string[] = [];
  const keeper = new LogKeeper({
    live,
    objects,
    logger: mockServices.logger.mock(),
    now: Date.now,
    signal: stop.signal,
    wanted: wanted && new Set(wanted),
    onMessage: ({ text }) => messages.push(text),
  });
  const logs = new RunLogs(new Map(), objects, live);
  const see = (isGone = false) => keeper.see(cluster, cluster.pod, isGone);
  const read = async (from = 0, follow = true) => {
    const chunks: Uint8Array[] = [];
    const options = { from, follow, signal: never };
    for await (const chunk of logs.read(ref, options)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  see();
  return { keeper, live, logs, messages, read, see, stop };
}

const hasPieces = (objects: MemoryObjects) =>
  [...objects.objects.keys()].some(key => key.includes('/pieces/'));

describe('LogKeeper', () => {
  let cluster: OnePod;
  let objects: MemoryObjects;
  beforeEach(() => {
    cluster = new OnePod();
    objects = new MemoryObjects();
  });

  it('hands a log on while it grows, and leads its readers over to the archived one', async () => {
    const backend = aBackend(cluster, objects);
    const early = backend.read();
    cluster.write('one\n');
    await until(() => hasPieces(objects));
    cluster.write('two\n');
    const late = backend.read(2);
    await until(async () => (await backend.logs.size(ref)) === 8);
    cluster.hasEnded = true;
    backend.see();
    objects.objects.set(`${folder}/main.log`, Buffer.from('one\ntwo\n'));
    cluster.isOver = true;
    backend.see();
    await backend.keeper.settled(ref);
    expect(await early).toBe('one\ntwo\n');
    expect(await late).toBe('e\ntwo\n');
    expect(hasPieces(objects)).toBe(false);
    const all = { from: 0, to: 8, limit: 9 };
    const times = await backend.logs.times(ref, all);
    expect(times.map(({ offset }) => offset)).toEqual([0, 4]);
    expect(backend.messages).toEqual([]);
  });

  it('goes on where a backend before it was killed', async () => {
    const first = aBackend(cluster, objects);
    cluster.write('one\n');
    await until(() => hasPieces(objects));
    cluster.write('two\n');
    await until(async () => (await first.logs.size(ref)) === 8);
    first.stop.abort();
    cluster.write('three');
    cluster.log.end();
    const second = aBackend(cluster, objects);
    await until(async () => (await second.logs.size(ref)) === 8);
    cluster.hasEnded = true;
    second.see();
    await until(async () => (await second.logs.size(ref)) === 13);
    expect(await second.read(0, false)).toBe('one\ntwo\nthree');
  });

  it('marks a gap, and puts readers behind it where they were when the archived log fills it', async () => {
    const first = aBackend(cluster, objects);
    cluster.write('one\n');
    await until(() => hasPieces(objects));
    first.stop.abort();
    cluster.write('missing\n', 3e9);
    cluster.write('two\n', 3e9);
    cluster.rotate(3);
    const second = aBackend(cluster, objects);
    const reading = second.read();
    await until(async () => (await second.logs.size(ref)) === 8);
    expect(second.messages).toEqual([
      expect.stringMatching(/lacks bytes before byte 4: the machine rotated/),
    ]);
    cluster.write('three\n');
    cluster.hasEnded = true;
    second.see();
    await until(async () => (await second.logs.size(ref)) === 14);
    const whole = 'one\nmissing\ntwo\nthree\n';
    objects.objects.set(`${folder}/main.log`, Buffer.from(whole));
    cluster.isOver = true;
    second.see();
    await second.keeper.settled(ref);
    expect(await reading).toBe('one\ntwo\nthree\n');
    expect(await second.read()).toBe(whole);
    expect(second.messages.at(-1)).toMatch(/is complete now/);
    const all = { from: 0, to: whole.length, limit: 9 };
    const times = await second.logs.times(ref, all);
    expect(times.map(({ offset }) => offset)).toEqual([0, 12, 16]);
  });

  it('finds where a kubelet has left something out without a word', async () => {
    const backend = aBackend(cluster, objects);
    cluster.write('one\n');
    cluster.write('two\n');
    const reading = backend.read();
    await until(async () => (await backend.logs.size(ref)) === 8);
    const whole = 'one\nleft out\ntwo\n';
    objects.objects.set(`${folder}/main.log`, Buffer.from(whole));
    cluster.hasEnded = true;
    cluster.isOver = true;
    backend.see();
    await backend.keeper.settled(ref);
    expect(backend.messages).toEqual([
      expect.stringContaining('lacks bytes before byte 4'),
      expect.stringContaining('is complete now'),
    ]);
    expect(await reading).toBe('one\ntwo\n');
    expect(await backend.read()).toBe(whole);
    const all = { from: 0, to: whole.length, limit: 9 };
    const times = await backend.logs.times(ref, all);
    expect(times.map(({ offset }) => offset)).toEqual([0, 13]);
  });

  it('says that a log ends with its node, keeps what there is, and goes on when the node is back', async () => {
    const backend = aBackend(cluster, objects);
    cluster.write('one\n');
    await until(async () => (await backend.logs.size(ref)) === 4);
    cluster.isReachable = false;
    cluster.conditions = [{ type: 'Ready', status: 'False' }];
    backend.see();
    await until(() => backend.messages.length > 0);
    expect(backend.messages).toEqual([
      'the log of attempt 1 of "task" ends here: node lost',
    ]);
    expect(await backend.read(0, false)).toBe('one\n');
    cluster.isReachable = true;
    cluster.conditions = [];
    cluster.write('two\n');
    backend.see();
    await until(async () => (await backend.logs.size(ref)) === 8);
    expect(backend.messages).toContainEqual(
      'the log of attempt 1 of "task" goes on: its node is back',
    );
  });

  it('keeps the log of a pod that was removed, and says that it ends', async () => {
    const backend = aBackend(cluster, objects);
    cluster.write('one\n');
    await until(async () => (await backend.logs.size(ref)) === 4);
    backend.see(true);
    await backend.keeper.settled(ref);
    await until(
      () => backend.live.get(logOfAttempt(objects, ref)) === undefined,
    );
    expect(backend.messages).toEqual([
      'the log of attempt 1 of "task" ends here: its pod was removed',
    ]);
    expect(await backend.read()).toBe('one\n');
  });

  it('takes no more from a flood than it can put away', async () => {
    let open = () => {};
    objects.writable = new Promise(resolve => {
      open = resolve;
    });
    const line = `${'flood '.repeat(1_000)}\n`;
    for (let i = 0; i < 400; i++) cluster.write(line, 1_000);
    const backend = aBackend(cluster, objects);
    await until(() => cluster.taken > 2 ** 20);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(cluster.taken).toBeLessThan(1.2 * 2 ** 20);
    open();
    const size = 400 * line.length;
    await until(async () => (await backend.logs.size(ref)) === size);
    expect(await backend.read(size - 3, false)).toBe('d \n');
    expect(await backend.read(0, false)).toBe(line.repeat(400));
  });

  it('leaves logs alone of runs whose end is stored', async () => {
    cluster.hasEnded = true;
    cluster.isOver = true;
    const backend = aBackend(cluster, objects, []);
    await backend.keeper.settled(ref);
    expect(cluster.taken).toBe(0);
    expect(objects.objects.size).toBe(0);
  });
});

describe('S3Storage', () => {
  const objects = new MemoryObjects();
  const run = { runId: RUN as RunId, uid: null };
  const fill = () => {
    for (const [key, size] of Object.entries({
      [`${folder}/main.log`]: 3,
      [`${folder}/pieces/000000000000000-4`]: 5,
      [`runs/${RUN}/task/2/usage`]: 7,
      [`runs/${RUN}/task/1/outputs/log/x`]: 11,
      'runs/other/task/1/log/main.log': 13,
    })) {
      objects.objects.set(key, Buffer.alloc(size));
    }
  };

  it('counts logs with use, and outputs, and gives up one without the other', async () => {
    fill();
    const storage = new S3Storage(objects, async () => false);
    expect(await storage.sizeOf(run)).toEqual({ logs: 15, outputs: 11 });
    await storage.discard(run, 'logs');
    expect(await storage.sizeOf(run)).toEqual({ logs: 0, outputs: 11 });
    await storage.discard(run, 'outputs');
    await storage.discard(run, 'outputs');
    expect([...objects.objects.keys()]).toEqual([
      'runs/other/task/1/log/main.log',
    ]);
  });

  it('gives up nothing of a run that goes on, or of which nobody can tell', async () => {
    fill();
    const executing = new S3Storage(objects, async () => true);
    await expect(executing.discard(run, 'logs')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    const away = new S3Storage(objects, async () => {
      throw new Error('away');
    });
    await expect(away.discard(run, 'outputs')).rejects.toThrow('away');
    expect(objects.objects.size).toBe(5);
  });
});
