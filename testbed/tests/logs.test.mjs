import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inNamespace, testbed } from './runningTestbed.mjs';
import {
  aPlan,
  aTask,
  engineOn,
  storedLogOf,
  STORAGE_SECRET,
} from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const NAMESPACE = `mlops-logs-${process.pid}`;

/** What the executors of Argo 3 and 4 say about themselves, as a task may write it too. */
const EXECUTORS = [
  'time="2026-11-26T01:48:07.203Z" level=info msg="sub-process exited" argo=true error="<nil>"',
  'time=2026-11-26T11:53:01.294Z level=INFO msg="sub-process exited" error=<nil> argo=true',
];

for (const { name, argo } of testbed.clusters) {
  describe(`logs of attempts on a cluster with Argo ${argo}`, () =>
    logsOn(name));
}

function logsOn(cluster) {
  const { kubectl } = inNamespace(cluster, NAMESPACE);
  const started = [];
  const seen = watchedEngine(() => engineOn(cluster, NAMESPACE, started));

  before(() => seen.start());
  after(async () => {
    await seen.stop();
    const engine = engineOn(cluster, NAMESPACE);
    await Promise.all(started.map(runId => engine.purge({ runId, uid: null })));
  });

  const task = (script, program = 'sh', flag = '-c') => {
    const { busybox, python } = testbed.images;
    const runtime = {
      kind: 'container',
      image: program === 'sh' ? busybox : python,
      usesEntrypoint: false,
      pullSecrets: [],
      serviceAccount: null,
      hostAliases: [],
    };
    return aPlan([aTask('task', { argv: [program, flag, script], runtime })]);
  };
  const python = script => task(script, 'python3');
  const refOf = ({ runId }) => ({ runId, task: 'task', attempt: 1 });
  const lookAt = plan => storedLogOf('runs', refOf(plan)).look();
  const never = new AbortController().signal;
  const read = async (plan, from = 0, follow = true, engine = seen.engine) => {
    const chunks = [];
    const options = { from, follow, signal: never };
    for await (const chunk of engine.log(refOf(plan), options)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
  const ended = plan =>
    seen.run(plan, ({ status }) =>
      ['succeeded', 'failed', 'stopped'].includes(status),
    );
  const grown = async (plan, bytes) => {
    const patience = performance.now() + 60_000;
    for (;;) {
      const size = await seen.engine.logSize(refOf(plan));
      if (size >= bytes) return size;
      if (performance.now() > patience) {
        throw new Error(`Still ${size} of ${bytes} bytes`);
      }
      await sleep(200);
    }
  };
  const podOf = async ({ runId }) => {
    const { items } = await kubectl.get([
      'pods',
      `--namespace=${NAMESPACE}`,
      `--selector=mlops/run-id=${runId}`,
    ]);
    return items[0].metadata.name;
  };
  const removePod = async (plan, ...how) =>
    kubectl([
      ...['delete', 'pod', await podOf(plan), `--namespace=${NAMESPACE}`],
      ...how,
    ]);
  const messages = ({ runId }) =>
    seen.events
      .filter(event => event.type === 'message' && event.runId === runId)
      .map(({ text }) => text);

  it('are the same bytes while the task runs and when they are archived, whatever it writes', async () => {
    const plan = python(`
import sys, time
out = sys.stdout.buffer
def write(some):
    out.write(some); out.flush()
write(b'\\x1b[31mred\\x1b[0m\\n\\0\\xff\\n\\n')
write(b'${EXECUTORS[0]}\\n')
write(b'${EXECUTORS[1]}\\n')
write(b'time="x" level=info msg="capturing logs" argo=true\\n')
write(b'long ' * 10000 + b'\\n')
write(b'Error: exit status 3\\n')
write(b'${EXECUTORS[0]}\\n')
write(b'${EXECUTORS[1]}\\n')
time.sleep(6)
write(b'no line feed at the end')
sys.exit(3)
`);
    const wanted = Buffer.concat([
      Buffer.from('\u001b[31mred\u001b[0m\n\0'),
      Buffer.from([255]),
      Buffer.from(`\n\n${EXECUTORS[0]}\n${EXECUTORS[1]}\n`),
      Buffer.from('time="x" level=info msg="capturing logs" argo=true\n'),
      Buffer.from(`${'long '.repeat(10_000)}\nError: exit status 3\n`),
      Buffer.from(`${EXECUTORS[0]}\n${EXECUTORS[1]}\nno line feed at the end`),
    ]);
    await seen.engine.submit(plan);
    const live = await read(plan);
    await ended(plan);
    assert.deepEqual(live, wanted);
    assert.deepEqual(await read(plan), wanted);
    const { archived, pieces } = await lookAt(plan);
    assert.deepEqual([archived, pieces], [wanted.length, []]);
    for (const from of [1, 60, 50_000, wanted.length - 1, wanted.length]) {
      assert.deepEqual(await read(plan, from), wanted.subarray(from));
    }
  });

  it('lose nothing when the backend is killed in between, time and again', async () => {
    const count = 400;
    const plan = task(
      `i=0; while [ $i -lt ${count} ]; do echo "line $i"; i=$((i+1)); sleep 0.04; done`,
    );
    const wanted = Array.from({ length: count }, (_, i) => `line ${i}\n`).join(
      '',
    );
    await seen.engine.submit(plan);
    for (const bytes of [200, 1_200, 2_400]) {
      await grown(plan, bytes);
      await seen.restart();
    }
    await grown(plan, 2_800);
    const { pieces } = await lookAt(plan);
    assert.ok(pieces.length > 0, 'pieces are put away while the task runs');
    const live = await read(plan);
    await ended(plan);
    assert.equal(String(live), wanted);
    assert.equal(String(await read(plan)), wanted);
    assert.deepEqual(messages(plan), []);
    const all = { from: 0, to: live.length, limit: 10_000 };
    const times = await seen.engine.logTimes(refOf(plan), all);
    assert.ok(times.length > count / 2, `${times.length} times`);
    assert.equal(times[0].offset, 0);
    for (const [i, { at, offset }] of times.entries()) {
      assert.match(wanted.slice(offset, offset + 5), /^line $/);
      assert.ok(i === 0 || at > times[i - 1].at);
    }
  });

  it('are read by a backend that does not watch, a few seconds later', async () => {
    const plan = task(
      'for i in 1 2 3 4 5 6 7 8; do echo "line $i"; sleep 1; done',
    );
    await seen.engine.submit(plan);
    const other = engineOn(cluster, NAMESPACE);
    await grown(plan, 14);
    const begun = performance.now();
    while ((await other.logSize(refOf(plan))) < 14) await sleep(100);
    const late = performance.now() - begun;
    assert.ok(late < 5_000, `${late} ms`);
    const whole = String(await read(plan, 0, true, other));
    assert.equal(whole.split('\n').length, 9);
    await ended(plan);
  });

  const endless = () =>
    task('i=0; while :; do echo "line $i"; i=$((i+1)); sleep 0.05; done');
  /** All lines from the first on, at least as many bytes. */
  const areWhole = async (plan, bytes) => {
    const log = await read(plan, 0, false);
    assert.ok(log.length >= bytes, `${log.length} of ${bytes} bytes`);
    const lines = String(log).trim().split('\n');
    assert.deepEqual(
      lines,
      lines.map((_, i) => `line ${i}`),
    );
    const rest = await read(plan, 7, false);
    assert.deepEqual(rest, log.subarray(7));
  };

  it('keep what was written before somebody asked the pod to end', async () => {
    const plan = endless();
    await seen.engine.submit(plan);
    const bytes = await grown(plan, 300);
    // Argo may take minutes to believe that it is gone.
    await removePod(plan, '--wait=true');
    await areWhole(plan, bytes);
  });

  it('keep what was written before somebody removed the pod by force, and say that it ends', async () => {
    const plan = endless();
    await seen.engine.submit(plan);
    const bytes = await grown(plan, 300);
    const pod = ['pod', await podOf(plan), `--namespace=${NAMESPACE}`];
    await removePod(plan, '--wait=false', '--grace-period=0', '--force');
    // Argo holds on to it until it has seen its end.
    const patch = JSON.stringify({ metadata: { finalizers: null } });
    await kubectl(['patch', ...pod, '--type=merge', `--patch=${patch}`]);
    await seen.message(plan, /"task" ends here: its pod was removed$/);
    await areWhole(plan, bytes);
  });

  it('stay in pieces where Argo could not archive them', async () => {
    const plan = task('for i in 0 1 2 3 4 5; do echo "line $i"; sleep 1; done');
    // What is in place is mended with a run, but was looked at just now.
    await seen.restart();
    await seen.engine.submit(task('true'));
    const secret = ['secret', STORAGE_SECRET, `--namespace=${NAMESPACE}`];
    const { data } = await kubectl.get(secret);
    const wrong = { data: { ...data, secretKey: btoa('wrong') } };
    await kubectl(['patch', ...secret, `--patch=${JSON.stringify(wrong)}`]);
    await seen.engine.submit(plan);
    await ended(plan);
    await kubectl([
      ...['patch', ...secret],
      `--patch=${JSON.stringify({ data })}`,
    ]);
    const { archived, kept } = await lookAt(plan);
    assert.deepEqual([archived, kept], [null, 42]);
    await areWhole(plan, 42);
    await seen.engine.clear({ runId: plan.runId, uid: null });
    await seen.restart();
    await areWhole(plan, 42);
    const all = { from: 8, to: 42, limit: 10 };
    const times = await seen.engine.logTimes(refOf(plan), all);
    assert.deepEqual(
      times.map(({ offset }) => offset),
      [7, 14, 21, 28, 35],
    );
    const run = { runId: plan.runId, uid: null };
    const { logs } = await seen.engine.storage.sizeOf(run);
    assert.ok(logs > 42);
    await seen.engine.storage.discard(run, 'logs');
    assert.equal((await read(plan, 0, false)).length, 0);
  });

  it('lose nothing when the machine rotates their file again and again', async () => {
    // Three times the size of a file, slowly enough for the kubelet, which looks every ten seconds.
    const plan = task(
      'i=0; while [ $i -lt 330000 ]; do echo "line $i of a log that is rotated while somebody reads it, and some more text so that it grows"; i=$((i+1)); [ $((i % 6000)) = 0 ] && sleep 1; done; true',
    );
    const digest = createHash('sha256');
    const line = i =>
      `line ${i} of a log that is rotated while somebody reads it, and some more text so that it grows\n`;
    for (let i = 0; i < 330_000; i++) digest.update(line(i));
    await seen.engine.submit(plan);
    const live = await read(plan);
    await ended(plan);
    const archived = await read(plan);
    const wanted = digest.digest('hex');
    assert.ok(archived.length > 3 * 10 * 2 ** 20, `${archived.length} bytes`);
    const sum = bytes => createHash('sha256').update(bytes).digest('hex');
    assert.equal(sum(archived), wanted, 'archived');
    assert.equal(sum(live), wanted, 'live');
    assert.deepEqual(messages(plan), []);
  });

  it('say where bytes are missing as long as they are, and are whole in the end', async () => {
    const plan = task(
      'echo begin; sleep 3; head -c 25000000 /dev/zero | tr "\\0" "x" | fold -w 99; sleep 25; echo later; sleep 10; echo end',
    );
    await seen.engine.submit(plan);
    await grown(plan, 6);
    await sleep(2_600);
    await seen.stop();
    await sleep(32_000);
    await seen.start();
    await seen.message(plan, /lacks bytes before byte \d+: the machine/);
    await ended(plan);
    const log = await read(plan);
    assert.equal(log.length, 25_252_525 + 'begin\nlater\nend\n'.length);
    assert.match(messages(plan).at(-1), /is complete now/);
    // Times behind the gap are counted from the end.
    const all = { from: 0, to: log.length, limit: 100_000 };
    const times = await seen.engine.logTimes(refOf(plan), all);
    assert.deepEqual(
      [times[0].offset, times.at(-1).offset],
      [0, log.length - 'end\n'.length],
    );
  });

  it('hold back a flood instead of growing the backend', async () => {
    const bytes = 200_000_000;
    const plan = task(`yes "a line of a flood" | head -c ${bytes}`);
    await seen.engine.submit(plan);
    let most = 0;
    const start = process.memoryUsage().rss;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 50);
    const begun = performance.now();
    await ended(plan);
    clearInterval(timer);
    const megabytes = Math.round((most - start) / 1e6);
    const seconds = Math.round((performance.now() - begun) / 1e3);
    process.stderr.write(`A flood: +${megabytes} MB in ${seconds} s\n`);
    assert.ok(megabytes < bytes / 1e6, `+${megabytes} MB`);
    assert.equal(await grown(plan, bytes), bytes);
    const end = await read(plan, bytes - 38, false);
    assert.equal(String(end), 'a line of a flood\na line of a flood\na ');
  });
}
