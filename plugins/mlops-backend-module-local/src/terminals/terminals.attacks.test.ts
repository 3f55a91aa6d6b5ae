import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunPlan } from '@mlops/plugin-mlops-common';
import type { Terminal } from '@mlops/plugin-mlops-node';
import { Bench } from '../__testUtils__/Bench';

jest.setTimeout(60_000);

const LONG = 'while :; do sleep 0.1; done';
/** Written by the task and by a shell, to be compared. */
const SURROUNDINGS = [
  'readlink /proc/self/ns/mnt /proc/self/ns/pid /proc/self/ns/user /proc/self/ns/uts /proc/self/ns/ipc /proc/self/ns/net',
  'id -u; id -g; grep -E "^(Cap(Inh|Prm|Eff|Amb)|NoNewPrivs|Seccomp:)" /proc/self/status; cat /proc/self/cgroup',
].join('; ');
/** The same, where nobody else changes it meanwhile. */
const VIEW =
  'ls / /tmp /dev /etc; ulimit -u; cat /proc/self/mounts | cut -d" " -f2,4';

/** A word in the command line of processes that a test starts, by which they are found. */
let made = 0;
const mark = () => `${700_000_000 + process.pid * 100 + (made += 1)}`;

async function processesOf(word: string): Promise<string[]> {
  const numbers = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async pid => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
        () => '',
      );
      return line.includes(`sleep\0${word}`) ? [pid] : [];
    }),
  );
  return found.flat();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error('Waited in vain');
    await sleep(20);
  }
}

describe.each(['required', 'off'] as const)('a terminal, sandbox: %s', mode => {
  let bench: Bench;
  let plan: RunPlan | undefined;

  beforeAll(async () => {
    process.env.MLOPS_TEST_SECRET = 'correct horse';
    bench = await Bench.start({ sandbox: mode });
    await writeFile(join(bench.folder, 'database.sqlite'), 'grants');
  });
  afterAll(async () => {
    delete process.env.MLOPS_TEST_SECRET;
    await bench.close();
  });
  afterEach(async () => {
    if (!plan) return;
    await bench.engine.stop({ runId: plan.runId, uid: null });
    await bench.ended(plan);
    plan = undefined;
  });

  const folder = () => join(bench.folder, 'runs', plan!.runId, 'tasks/task/1');
  const another = async (): Promise<Terminal> => {
    const { signal } = new AbortController();
    const ref = { runId: plan!.runId, task: 'task', attempt: 1 };
    const options = { columns: 200, rows: 50, signal };
    return bench.engine.terminal!(ref, options);
  };
  const open = async (script = LONG): Promise<Terminal> => {
    plan = await bench.submit(script);
    const { runId } = plan;
    await until(async () =>
      (
        await bench.engine.objects({ runId, uid: null })
      ).some(({ status }) => status === 'running'),
    );
    return another();
  };
  /** What a shell in a terminal writes, and its end. */
  const shell = async (terminal: Terminal, script: string) => {
    let text = '';
    terminal.stream.on('data', chunk => (text += chunk));
    terminal.stream.write(`stty -echo -onlcr; PS1=; exec sh\r`);
    terminal.stream.write(`PS1=; echo begin-$((1+1)); ${script}\nexit\n`);
    await terminal.exit;
    return text.split('begin-2\n').at(-1) ?? '';
  };

  it('sees what its task sees, may do what it may, and no more', async () => {
    const look = mode === 'off' ? SURROUNDINGS : `${SURROUNDINGS}; ${VIEW}`;
    const terminal = await open(`${look}; echo all; ${LONG}`);
    await until(async () => (await bench.log(plan!.runId)).endsWith('all\n'));
    const told = await shell(terminal, `{ ${look}; echo all; } > seen 2>&1`);
    const seen = await readFile(join(folder(), 'work/seen'), 'utf8').catch(
      () => told,
    );
    const log = await bench.log(plan!.runId);
    expect(seen.length).toBeGreaterThan(200);
    expect(seen).toBe(log);
  });

  it('has the variables of its task and none of the backend', async () => {
    const terminal = await open(`env > task-env; echo all; ${LONG}`);
    const told = await shell(terminal, 'env; echo; sort task-env');
    const [own, ofTask] = told.split('\n\n').map(text =>
      text
        .split('\n')
        .filter(line => /^(MLOPS|HOME|PATH|TMPDIR|LANG)/.test(line))
        .sort(),
    );
    expect(ofTask).toContain('MLOPS_ATTEMPT=1');
    expect(own).toEqual(ofTask);
    expect(told).not.toContain('correct horse');
  });

  it('leaves no process when it is closed, however that was started', async () => {
    const terminal = await open();
    const word = mark();
    terminal.stream.write(
      `sleep ${word} & nohup sleep ${word} & (setsid sleep ${word} &) ; trap '' HUP TERM; sleep ${word}\r`,
    );
    await until(async () => (await processesOf(word)).length === 4);
    terminal.stream.destroy();
    await until(async () => (await processesOf(word)).length === 0);
    expect(await terminal.exit).toBeNull();
  });

  it('leaves no process when its shell ends', async () => {
    const terminal = await open();
    const word = mark();
    await shell(terminal, `(setsid sleep ${word} &); nohup sleep ${word} &`);
    expect(await processesOf(word)).toEqual([]);
  });

  it('leaves no process when its attempt ends', async () => {
    const terminal = await open();
    const word = mark();
    terminal.stream.write(
      `(setsid sleep ${word} &); trap '' TERM; sleep ${word}\r`,
    );
    await until(async () => (await processesOf(word)).length === 2);
    await bench.engine.stop({ runId: plan!.runId, uid: null });
    await bench.ended(plan!);
    expect(await processesOf(word)).toEqual([]);
  });

  it('leaves no process when the backend is killed', async () => {
    const terminal = await open();
    terminal.stream.destroy();
    const word = mark();
    const frame = (kind: string, text: string) => [
      kind,
      ...[0, 0, 0, text.length],
      text,
    ];
    // A backend that knows no more than how to ask.
    const backend = spawn(
      process.execPath,
      [
        '-e',
        `const folder = require('fs').openSync(process.argv[1]);
        const socket = require('net').connect('/proc/self/fd/' + folder + '/terminal');
        for (const [kind, ...rest] of JSON.parse(process.argv[2]))
          socket.write(Buffer.concat([Buffer.from(kind), Buffer.from(rest.slice(0, 4)), Buffer.from(rest[4])]));
        setInterval(() => {}, 1000);`,
        folder(),
        JSON.stringify([
          frame('o', `24\0${80}\0${0}\0/\0`),
          frame('i', `(setsid sleep ${word} &); trap '' HUP; sleep ${word}\r`),
        ]),
      ],
      { stdio: 'ignore' },
    );
    await until(async () => (await processesOf(word)).length === 2);
    backend.kill('SIGKILL');
    await once(backend, 'exit');
    await until(async () => (await processesOf(word)).length === 0);
    expect(await processesOf(word)).toEqual([]);
  });

  it('gives nothing away of the processes that keep it', async () => {
    if (mode === 'off') return;
    const terminal = await open();
    const told = await shell(
      terminal,
      'ls -l /proc/$PPID/exe /proc/$PPID/fd /proc/$PPID/cwd 2>&1; cat /proc/$PPID/environ /proc/$PPID/maps 2>&1; ls /proc | grep -c "^[0-9]"',
    );
    expect(told.match(/Permission denied|cannot/g)?.length).toBeGreaterThan(3);
    expect(told).not.toContain(bench.folder);
    expect(Number(told.trim().split('\n').at(-1))).toBeLessThan(10);
  });

  it('does not see the data folder or another run', async () => {
    if (mode === 'off') return;
    const terminal = await open();
    const told = await shell(
      terminal,
      `cat ${bench.folder}/database.sqlite; ls ${
        bench.folder
      }/runs; ls -a ${folder()}; ls /root /home; kill -0 ${
        process.pid
      } && echo reached`,
    );
    expect(told).not.toContain('grants');
    expect(told).not.toContain('claim');
    expect(told).not.toContain('reached');
    expect(told).toContain('work');
  });

  it('keeps to the limits of its task', async () => {
    const terminal = await open();
    const word = mark();
    const told = await shell(
      terminal,
      `sh -c 'for i in $(seq 100); do sleep ${word} & done'`,
    );
    expect(told).toMatch(/[Cc]annot fork|Resource temporarily unavailable/);
    expect(await processesOf(word)).toEqual([]);
  });

  it('goes on beside one that floods, and takes a key in the flood', async () => {
    const flooding = await open();
    flooding.stream.resume();
    flooding.stream.write('yes flood\r');
    const told = await shell(await another(), 'echo calm');
    expect(told).toContain('calm');
    flooding.stream.write('\u0003');
    flooding.stream.write('exit 7\r');
    expect(await flooding.exit).toBe(7);
  });

  it('is not made by anybody but the backend', async () => {
    if (mode === 'off') return;
    const terminal = await open();
    const told = await shell(
      terminal,
      `find / -name terminal -type s 2>/dev/null; echo done`,
    );
    expect(told.trim()).toBe('done');
  });
});
