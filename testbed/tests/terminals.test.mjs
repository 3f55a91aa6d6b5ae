import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventually, inNamespace, podOf, testbed } from './runningTestbed.mjs';
import {
  aPlan,
  aTask,
  engineOn,
  inImage,
  RunObserver,
  TerminalReader,
} from './suite.mjs';

const NAMESPACE = 'mlops-terminals';
const SIZE = { columns: 80, rows: 24 };

describe('terminals on a cluster', () => {
  const { kubectl, get, create } = inNamespace('alpha', NAMESPACE);
  const started = [];
  let engine;
  let seen;

  before(() => {
    engine = engineOn('alpha', NAMESPACE, started);
  });
  beforeEach(() => {
    seen = new RunObserver(engine);
  });
  afterEach(() => seen.stop());
  after(async () => {
    for (const runId of started) {
      await engine.stop({ runId, uid: null });
      await engine.purge({ runId, uid: null });
    }
  });

  /** @returns the attempt, once it runs */
  async function running(argv, image) {
    const how = { argv, runtime: inImage(image) };
    const plan = aPlan([aTask('long', how)]);
    await engine.submit(plan);
    const { runId } = plan;
    await seen.until(
      'the task to run',
      () => seen.taskStatus(runId, 'long') === 'running',
    );
    return { runId, task: 'long', attempt: 1 };
  }

  const open = ref =>
    engine.terminal(ref, { ...SIZE, signal: new AbortController().signal });

  const podsOf = async ({ runId }) =>
    (await get(['pods', `--selector=mlops/run-id=${runId}`])).items;

  async function processesOf(ref) {
    const [{ metadata }] = await podsOf(ref);
    const script =
      'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline; echo; done 2>/dev/null';
    return kubectl([
      'exec',
      `--namespace=${NAMESPACE}`,
      metadata.name,
      '--container=main',
      '--',
      'sh',
      '-c',
      script,
    ]);
  }

  it('leave nothing behind when the backend is killed', async () => {
    const { busybox, python } = testbed.images;
    for (const image of [busybox, python]) {
      const ref = await running(['sleep', '3600'], image);
      const backend = spawn(
        process.execPath,
        [
          '--no-warnings',
          '--experimental-transform-types',
          fileURLToPath(new URL('openTerminal.mjs', import.meta.url)),
          'alpha',
          NAMESPACE,
          JSON.stringify(ref),
          '(setsid sh -c "trap : HUP TERM; while :; do sleep 1234; done" &); echo set-$((1+1))\r',
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let shown = '';
      backend.stdout.on('data', bytes => {
        shown += bytes;
      });
      while (!shown.includes('set-2\r\n')) await sleep(50);
      assert.match(await processesOf(ref), /sleep 1234/);
      backend.kill('SIGKILL');
      await once(backend, 'exit');
      const left = await eventually(
        () => processesOf(ref),
        processes => !/sleep 1234|MLOPS_TERMINAL/.test(processes),
      );
      assert.match(left, /sleep 3600/);
    }
  });

  it('say that an image has no shell', async () => {
    const ref = await running(['/pause'], testbed.images.pause);
    await assert.rejects(open(ref), {
      name: 'ServiceUnavailableError',
      message: 'There is no terminal to be had: its image has no shell (sh)',
    });
  });

  it('are opened in the pod of the task, whoever wears its labels', async () => {
    const ref = await running(['sleep', '3600'], testbed.images.busybox);
    const [{ metadata }] = await podsOf(ref);
    const { annotations } = metadata;
    // Not those by which Argo would take them for its own.
    const labels = Object.fromEntries(
      Object.entries(metadata.labels).filter(([name]) =>
        name.startsWith('mlops/'),
      ),
    );
    const container = {
      image: testbed.images.busybox,
      command: ['sleep', '3600'],
    };
    const proofs = {
      forged: 'f'.repeat(40),
      copied: labels['mlops/run-proof'],
    };
    for (const [name, proof] of Object.entries(proofs)) {
      const pod = podOf(`a-${name}`, { container });
      pod.metadata.labels = { ...labels, 'mlops/run-proof': proof };
      pod.metadata.annotations = annotations;
      await create(pod);
    }
    const terminal = new TerminalReader(await open(ref));
    terminal.type('hostname; echo seen-$((1+1))\r');
    await terminal.until('seen-2\r\n');
    assert.ok(terminal.text.includes(metadata.name.slice(0, 40)));
    terminal.end();
    assert.equal(await terminal.exit, null);
  });

  it('end with a signal, and with what was started in them', async () => {
    const ref = await running(['sleep', '3600'], testbed.images.busybox);
    const stop = new AbortController();
    const terminal = new TerminalReader(
      await engine.terminal(ref, { ...SIZE, signal: stop.signal }),
    );
    terminal.type('sleep 1234 & echo set-$((1+1))\r');
    await terminal.until('set-2\r\n');
    stop.abort();
    assert.equal(await terminal.exit, null);
    assert.doesNotMatch(await processesOf(ref), /sleep 1234/);
  });

  it('go on when somebody ends the shell of another one', async () => {
    const ref = await running(['sleep', '3600'], testbed.images.busybox);
    const one = new TerminalReader(await open(ref));
    const other = new TerminalReader(await open(ref));
    one.type('kill -9 $$\r');
    assert.equal(await one.exit, 137);
    other.type('echo still-$((1+1))\r');
    await other.until('still-2\r\n');
    other.end();
    await other.exit;
  });
});
