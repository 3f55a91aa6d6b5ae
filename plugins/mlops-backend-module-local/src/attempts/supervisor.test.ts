import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { compileSupervisor } from './compileSupervisor';
import { readExit } from './exitRecord';
import { formatSpec, type AttemptSpec } from './formatSpec';
import { Launcher } from './Launcher';

jest.setTimeout(60_000);

const run = promisify(execFile);

describe('the supervisor', () => {
  let folder: string;
  let program: string;
  let launcher: Launcher;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlops-supervisor-'));
    const sources = resolve(__dirname, '../../supervisor');
    program = await compileSupervisor(sources, join(folder, 'programs'));
    launcher = new Launcher(program, { groups: [], ownIpc: false });
  });
  afterAll(async () => {
    launcher.close();
    await rm(folder, { recursive: true, force: true });
  });

  const specOf = (
    own: string,
    script: string,
    more: Partial<AttemptSpec> = {},
  ) =>
    formatSpec({
      folder: own,
      directory: '/',
      timeoutSeconds: 30,
      graceSeconds: 1,
      memoryBytes: 0,
      processes: 0,
      logBytes: 0,
      freeDiskBytes: 0,
      sandboxLevels: 0,
      ports: [],
      groupSettings: {},
      argv: ['/bin/sh', '-c', script],
      environment: [['PATH', '/usr/bin:/bin']],
      ...more,
    });

  const ownFolder = () => mkdtemp(join(folder, 'attempt-'));

  async function attempt(script: string, more: Partial<AttemptSpec> = {}) {
    const own = await ownFolder();
    const armed = await launcher.arm(specOf(own, script, more));
    await armed.release();
    const exit = readExit(join(own, 'exit'));
    return { exit, log: await readFile(join(own, 'log'), 'utf8') };
  }

  /** Processes that were told this word. */
  const processesWith = (word: string) =>
    run('pgrep', ['-f', word]).then(
      ({ stdout }) => stdout.trim().split('\n'),
      () => [],
    );

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise(next => setTimeout(next, 10));
  }

  it('executes nothing of an attempt that is only set up', async () => {
    const own = await ownFolder();
    const armed = await launcher.arm(specOf(own, `touch ${own}/executed`));
    await new Promise(next => setTimeout(next, 300));
    expect(await readdir(own)).toEqual([]);
    await armed.release();
    expect(await readdir(own)).toEqual(
      expect.arrayContaining(['claim', 'executed', 'exit', 'log']),
    );
  });

  it('leaves nothing of an attempt that is given up', async () => {
    const own = await ownFolder();
    const armed = await launcher.arm(specOf(own, `echo ${own}`));
    armed.drop();
    await until(async () => !armed.isReady);
    expect(await readdir(own)).toEqual([]);
  });

  it('lets go of what is set up when its launcher is killed, and not of what is executed', async () => {
    const [own, waiting, going] = [
      await ownFolder(),
      await ownFolder(),
      await ownFolder(),
    ];
    const other = new Launcher(program, { groups: [own], ownIpc: false });
    const armed = await other.arm(specOf(waiting, 'echo never'));
    const executed = await other.arm(specOf(going, 'sleep 1; echo still'));
    const ended = executed.release();
    await until(async () => (await readdir(going)).includes('log'));
    const [pid] = await processesWith(`serve host ${own}`);
    process.kill(Number(pid), 'SIGKILL');
    await ended;
    expect(armed.isReady).toBe(false);
    await until(async () => (await readdir(going)).includes('exit'));
    expect(await readFile(join(going, 'log'), 'utf8')).toBe('still\n');
    expect(await readdir(waiting)).toEqual([]);
  });

  // What follows is kept by looking where no control groups can be had.
  it('ends a task that uses more memory than it may', async () => {
    const { exit } = await attempt(
      'head -c 400000000 /dev/zero | tail > /dev/null; sleep 20',
      { memoryBytes: 64e6 },
    );
    expect(exit?.reason).toBe('memory');
  });

  it('ends a task that starts more processes than it may', async () => {
    const { exit } = await attempt(
      'for i in $(seq 40); do sleep 20 & done; wait',
      { processes: 20 },
    );
    expect(exit?.reason).toBe('processes');
  });

  it('counts shared memory once', async () => {
    const { exit } = await attempt(
      // Eight children share what their parent holds.
      `exec python3 -c "
import os, time
held = bytearray(os.urandom(40_000_000))
for _ in range(8):
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)
time.sleep(3)
"`,
      {
        memoryBytes: 150e6,
        environment: [['PATH', process.env.PATH ?? '']],
      },
    );
    expect(exit).toMatchObject({ reason: 'exited', exitCode: 0 });
  });

  it('ends a task that fills the disk, and no task that has no part in it', async () => {
    // A small disk of its own, in a name space of its own: nobody need be root for it.
    const specs = join(folder, 'specs');
    await mkdir(specs, { recursive: true });
    const limit = { freeDiskBytes: 20e6 };
    const disk = await mkdtemp(join(folder, 'disk-'));
    const scripts = {
      filler: `cat /dev/zero > ${disk}/filler/big; sleep 20`,
      bystander: 'sleep 3; echo fine',
    };
    for (const [name, script] of Object.entries(scripts)) {
      await writeFile(
        join(specs, name),
        specOf(join(disk, name), script, limit),
      );
    }
    const arm = (number: number, name: string) =>
      `printf 'arm ${number} %d\\n' $(stat -c %s ${specs}/${name}); cat ${specs}/${name}; printf 'go ${number}\\n'`;
    const ended = (name: string) =>
      `until [ -f ${name}/exit ]; do sleep 0.1; done`;
    const { stdout } = await run('unshare', [
      '-Urm',
      '/bin/sh',
      '-c',
      [
        `mount -t tmpfs -o size=64m none ${disk}`,
        `cd ${disk}`,
        'mkdir filler bystander',
        '{',
        arm(1, 'bystander'),
        arm(2, 'filler'),
        ended('filler'),
        // As the engine does then.
        'rm filler/big',
        ended('bystander'),
        `} | ${program} --serve host > /dev/null`,
        'grep reason filler/exit bystander/exit; cat bystander/log',
      ].join('\n'),
    ]);
    expect(stdout).toContain('filler/exit:reason disk');
    expect(stdout).toContain('bystander/exit:reason exited');
    expect(stdout).toContain('fine');
  });

  it('keeps the beginning of a log that is too long, and counts the rest', async () => {
    const { exit, log } = await attempt('seq 1 100000', { logBytes: 1000 });
    expect(log).toHaveLength(1000);
    expect(log.startsWith('1\n2\n3\n')).toBe(true);
    expect(exit?.droppedLogBytes).toBe(588_895 - 1000);
  });

  it('counts the processor time of children that have ended', async () => {
    const { exit } = await attempt(
      'for i in 1 2 3 4 5 6 7 8; do sh -c "i=0; while [ \\$i -lt 200000 ]; do i=\\$((i+1)); done"; done',
    );
    expect(exit?.peakCpuCores).toBeGreaterThan(0.3);
  });

  it('executes an attempt once that is asked for twice', async () => {
    const own = await ownFolder();
    const spec = specOf(own, 'echo once');
    const both = [await launcher.arm(spec), await launcher.arm(spec)];
    await Promise.all(both.map(armed => armed.release()));
    expect(await readFile(join(own, 'log'), 'utf8')).toBe('once\n');
  });

  it('hands on nothing that the backend itself was started with', async () => {
    const own = await ownFolder();
    const spec = specOf(own, 'ls /proc/self/fd; echo end');
    await writeFile(
      join(own, 'request'),
      `arm 1 ${spec.length}\n${spec}go 1\n`,
    );
    await run('/bin/bash', [
      '-c',
      [
        `exec 77< /etc/hostname`,
        `{ cat ${own}/request; until [ -f ${own}/exit ]; do sleep 0.05; done; } | ${program} --serve host`,
      ].join('; '),
    ]);
    const log = await readFile(join(own, 'log'), 'utf8');
    expect(log).toContain('end');
    expect(log.split('\n')).not.toContain('77');
  });

  it('lets no program outlive the process that it is bound to', async () => {
    const own = await ownFolder();
    const sleep = `sleep 30.${process.pid}`;
    const bound = `${program} --bound $$ /bin/sh -c "touch ${own}/begun; exec ${sleep}"`;
    const wait = `until [ -f ${own}/begun ]; do sleep 0.01; done`;
    const killed = run('/bin/sh', ['-c', `${bound} & ${wait}; kill -9 $$`]);
    await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
    await until(async () => (await processesWith(sleep)).length === 0);
  });

  it('says why a program could not be started', async () => {
    const { exit } = await attempt('', { argv: ['/no/such/program'] });
    expect(exit).toMatchObject({
      reason: 'unstarted',
      detail: 'No such file or directory',
    });
  });
});
