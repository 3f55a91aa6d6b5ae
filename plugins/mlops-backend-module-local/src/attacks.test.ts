import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aPlan, aTask, type EngineEvent } from '@mlops/plugin-mlops-node';
import { Bench } from './__testUtils__/Bench';
import { processesOf } from './__testUtils__/processesOf';

jest.setTimeout(120_000);

/** A word in the command line of processes that a test starts, by which they are found. */
let made = 0;
const mark = () => `mlops-attack-${process.pid}-${(made += 1)}`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()))
    await new Promise(resolve => setTimeout(resolve, 20));
}

describe('a task that means ill', () => {
  let bench: Bench;

  beforeAll(async () => {
    process.env.MLOPS_TEST_SECRET = 'correct horse';
    bench = await Bench.start({ maxLog: 100_000 });
    await writeFile(join(bench.folder, 'database.sqlite'), 'grants');
  });
  afterAll(async () => {
    delete process.env.MLOPS_TEST_SECRET;
    await bench.close();
  });

  it('does not see the environment or the processes of the backend', async () => {
    const { log } = await bench.run(
      'cat /proc/*/environ | tr "\\0" "\\n"; ls -d /proc/[0-9]*; env',
    );
    expect(log).toContain('MLOPS_OUTPUTS=');
    expect(log).not.toContain('correct horse');
    expect(log).not.toContain(`/proc/${process.pid}\n`);
    const answer = await bench.run(
      `kill -0 ${process.pid} && echo reached || echo none`,
    );
    expect(answer.log).toMatch(/none/);
  });

  it('does not see the data folder, another run, the home or the secrets of the machine', async () => {
    const other = await bench.run('echo mine > $MLOPS_OUTPUTS/own.txt');
    const folder = join(bench.folder, 'runs', other.ref.runId);
    const { log } = await bench.run(
      `cat ${bench.folder}/database.sqlite; ls ${folder}; ls ${bench.folder}/runs; ls -A /root /home; cat /etc/shadow; ls /etc; ls /`,
    );
    expect(log).not.toContain('grants');
    expect(log).not.toContain('state.json');
    expect(log).not.toMatch(/^root:/m);
    // Of all runs the path of its own alone leads somewhere.
    const runs = log.split('\n').filter(line => line === other.ref.runId);
    expect(runs).toEqual([]);
  });

  it('cannot change the system or what the platform wrote', async () => {
    const { attempt, log, ref } = await bench.run(
      'touch /usr/x; touch /etc/x; echo 0 > ../exit; rm -f ../log; id -u; mount -t tmpfs none /tmp',
    );
    expect(log).toMatch(/\/usr\/x.*Read-only/);
    expect(log).toMatch(/\/etc\/x.*Read-only/);
    expect(log).toMatch(/^1000$/m);
    expect(log).toMatch(
      /mount: .*(permission|superuser|denied|not permitted)/i,
    );
    const folder = join(bench.folder, 'runs', ref.runId, 'tasks/task/1');
    expect(await readFile(join(folder, 'exit'), 'utf8')).toMatch(
      /^reason exited/,
    );
    expect(attempt?.status).toBe('failed');
  });

  it('has nothing open that the backend opened, and nothing to read', async () => {
    const file = await open(join(bench.folder, 'database.sqlite'), 'r');
    const { log } = await bench.run(
      `readlink /proc/self/fd/*; cat /proc/self/fd/${file.fd}; wc -c; echo read`,
    );
    await file.close();
    expect(log).not.toMatch(/socket:|database|grants/);
    expect(log).toMatch(/^0\nread$/m);
  });

  it('does not see, read or end what runs beside it', async () => {
    const word = mark();
    const beside = await bench.submit(
      `SECRET=beside-${word} sh -c 'echo up; while :; do sleep 0.05; done # ${word}'`,
    );
    await until(async () => (await bench.log(beside.runId)).includes('up'));
    const numbers = await processesOf(word);
    const { log } = await bench.run(
      `kill -9 ${numbers.join(
        ' ',
      )}; cat /proc/*/cmdline | tr '\\0' ' ' | grep -c "${'w'}hile" ; cat /proc/*/environ | grep -c beside-; kill -9 -1 2>/dev/null; echo end`,
    );
    expect(log).not.toContain('beside-mlops');
    expect(await processesOf(word)).toEqual(numbers);
    await bench.engine.stop({ runId: beside.runId, uid: null });
    await bench.ended(beside);
  });

  it('gains no rights, also in a user name space of its own', async () => {
    const { log } = await bench.run(
      [
        'grep -E "^(CapEff|CapBnd|NoNewPrivs)" /proc/self/status',
        'mknod $MLOPS_OUTPUTS/disk b 8 0 && echo made a device',
        'unshare -rm mount -t tmpfs none /usr && touch /usr/x && echo mounted',
        'chroot / true && echo changed the root',
        'for f in /sys/fs/cgroup/cgroup.procs /proc/sys/vm/stat_interval /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger /proc/irq/default_smp_affinity; do echo 0 > $f && echo "wrote $f"; done',
        'find / -xdev -perm -4000 -exec {} --version \\; -print 2>/dev/null | head -1 >/dev/null; sudo -n true && echo became root',
        'ls /dev; cat /dev/sda /dev/mem /dev/vda && echo read a disk; true',
      ].join('\n'),
    );
    expect(log).toMatch(/CapEff:\s*0+$/m);
    expect(log).toMatch(/NoNewPrivs:\s*1$/m);
    for (const done of [
      'made a device',
      'changed the root',
      'wrote ',
      'became root',
      'read a disk',
    ]) {
      expect(log).not.toContain(done);
    }
    expect(await readdir('/usr')).not.toContain('x');
  });

  it('does not see the code or the configuration of the portal', async () => {
    const portal = join(__dirname, '../../..');
    const { log } = await bench.run(
      `ls ${portal}; cat ${portal}/app-config.yaml; ls /proc/1/root/root /proc/1/root${portal}; ls /run /var/run; ls -R /tmp; find / -name docker.sock -o -name "*.sqlite" 2>/dev/null; true`,
    );
    expect(log).not.toMatch(/package\.json|MLOps Portal|docker\.sock|\.sqlite/);
    expect(log).not.toContain('plan.json');
  });

  it('reads what is upstream and cannot write it', async () => {
    const shell = (script: string) =>
      ({
        argv: ['sh', '-c', script],
        runtime: { kind: 'process', python: null },
      } as const);
    const plan = aPlan([
      aTask('first', shell('echo one > $MLOPS_OUTPUTS/a.txt')),
      aTask(
        'task',
        shell(
          'cat $MLOPS_INPUTS/first/a.txt; echo two > $MLOPS_INPUTS/first/a.txt; rm $MLOPS_INPUTS/first/a.txt',
        ),
        { dependsOn: ['first'] },
      ),
    ]);
    await bench.engine.submit(plan);
    const { log } = await bench.ended(plan);
    expect(log).toMatch(/^one$/m);
    expect(log.match(/Read-only file system/g)).toHaveLength(2);
    const left = join(
      bench.folder,
      'runs',
      plan.runId,
      'tasks/first/1/outputs',
    );
    expect(await readFile(join(left, 'a.txt'), 'utf8')).toBe('one\n');
  });

  it('gets arguments, variables and files as they are written, whatever a shell would make of them', async () => {
    const hostile = [
      '$(touch /tmp/pwned)',
      '`id`',
      '; rm -rf /',
      '| cat',
      '&& id',
      '> /tmp/x',
      "'",
      '"',
      '\\\\',
      'two\nlines',
      '\ttab',
      '*',
      '~',
      '-rf',
      '--',
      '{{=7*7}}',
      '${7*7}',
      '%n%s',
      '',
      '\u202e',
    ];
    const plan = aPlan([
      aTask(
        'task',
        {
          argv: ['python3', 'show $(id).py', ...hostile],
          runtime: { kind: 'process', python: null },
        },
        {
          env: hostile.map((value, index) => ({ name: `V${index}`, value })),
          workingDirectory: 'a folder; $(id)',
          files: [
            {
              path: 'a folder; $(id)/show $(id).py',
              mode: '0644',
              content:
                'import json, os, sys; print(json.dumps([sys.argv[1:], [os.environ[f"V{i}"] for i in range(len(sys.argv) - 1)], os.getcwd()]))',
            },
          ],
        },
      ),
    ]);
    await bench.engine.submit(plan);
    const { log, attempt } = await bench.ended(plan);
    expect(attempt?.status).toBe('succeeded');
    const [argv, env, directory] = JSON.parse(log);
    expect(argv).toEqual(hostile);
    expect(env).toEqual(hostile);
    expect(directory).toMatch(/a folder; \$\(id\)$/);
  });

  it('hands values on as text that nobody evaluates, and no key of an object itself', async () => {
    const shell = (script: string) =>
      ({
        argv: ['sh', '-c', script],
        runtime: { kind: 'process', python: null },
      } as const);
    const values = {
      expression: '{{ run.id }}{{=7*7}}${7*7}$(id)',
      constructor: 'own',
    };
    const text = JSON.stringify(values).replace(
      '{',
      '{"__proto__":{"polluted":"yes"},',
    );
    const output = (key: string) => ({
      name: key.toUpperCase().replaceAll('_', ''),
      value: { parts: [{ task: 'make', output: key, filters: [] }] },
    });
    const plan = aPlan([
      aTask('make', shell('printf %s "$TEXT" > $MLOPS_OUTPUTS/outputs.json'), {
        env: [{ name: 'TEXT', value: text }],
      }),
      aTask('task', shell('echo "$EXPRESSION"; echo "$CONSTRUCTOR"'), {
        dependsOn: ['make'],
        env: [output('expression'), output('constructor')],
      }),
      aTask('inherited', shell('echo never'), {
        dependsOn: ['make'],
        env: [output('toString')],
      }),
    ]);
    await bench.engine.submit(plan);
    const { log } = await bench.ended(plan);
    expect(log).toBe(`${values.expression}\nown\n`);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    const end = new AbortController();
    const told: EngineEvent[] = [];
    for await (const event of bench.engine.watch(end.signal, 1)) {
      told.push(event);
      if (event.type === 'synced') end.abort();
    }
    expect(told).toContainEqual(
      expect.objectContaining({
        type: 'task',
        runId: plan.runId,
        task: 'inherited',
        status: 'failed',
        reason: expect.stringContaining('toString'),
      }),
    );
  });

  it('leaves nothing behind, also of sessions of their own that do not listen', async () => {
    const word = mark();
    const { attempt } = await bench.run(
      `for i in 1 2 3; do (setsid sh -c "trap '' TERM HUP; while :; do sleep 1; done # ${word}" &) ; done; sleep 0.2`,
    );
    expect(attempt?.status).toBe('succeeded');
    expect(await processesOf(word)).toEqual([]);
  });

  it('is ended when it does not want to end', async () => {
    const word = mark();
    const plan = await bench.submit(
      `(setsid sh -c "trap '' TERM; while :; do sleep 0.1; done # ${word}" &); trap "" TERM; while :; do sleep 0.1; done`,
      { timeoutSeconds: 60 },
    );
    await until(async () => (await processesOf(word)).length > 0);
    await bench.engine.stop({ runId: plan.runId, uid: '' });
    const { attempt } = await bench.ended(plan);
    expect(attempt?.status).toBe('stopped');
    expect(await processesOf(word)).toEqual([]);
  });

  it('may clean up when it is asked to end', async () => {
    const plan = await bench.submit(
      'trap "echo cleaned; exit 0" TERM; echo ready; while :; do sleep 0.1; done',
    );
    await until(async () => (await bench.log(plan.runId)).includes('ready'));
    await bench.engine.stop({ runId: plan.runId, uid: '' });
    const { log, attempt } = await bench.ended(plan);
    expect(log).toMatch(/^ready\n[^]*cleaned\n$/);
    expect(attempt?.status).toBe('stopped');
  });

  it('does not multiply beyond its limit', async () => {
    const word = mark();
    const plan = await bench.submit(
      `bomb() { bomb | bomb & }; bomb # ${word}\nsleep 5`,
      { timeoutSeconds: 3 },
    );
    let most = 0;
    const ended = bench.ended(plan);
    let over = false;
    void ended.finally(() => {
      over = true;
    });
    while (!over) {
      most = Math.max(most, (await processesOf(word)).length);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const { attempt } = await ended;
    expect(attempt?.status).toBe('failed');
    // The processes of the sandbox itself come on top of the task's 64.
    expect(most).toBeLessThanOrEqual(72);
    expect(await processesOf(word)).toEqual([]);
  });

  it('does not use more memory than its limit, and is told so', async () => {
    const { attempt } = await bench.run(
      'head -c 400000000 /dev/zero | tail > /dev/null; exit $?',
      {
        resources: {
          cpu: { requestMillicores: 1000, limitMillicores: 1000 },
          memory: { requestBytes: 64e6, limitBytes: 64e6 },
          gpu: { count: 0, type: null },
        },
      },
    );
    expect(attempt).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('more than its limit of 64M'),
    });
  });

  it('does not flood the disk with its log', async () => {
    const { attempt, log, said } = await bench.run(
      'head -c 5000000 /dev/zero | tr "\\0" x; echo; echo done >&2',
    );
    expect(attempt?.status).toBe('succeeded');
    expect(log).toHaveLength(100_000);
    expect(said).toContainEqual(
      expect.stringMatching(/too long: its last 49\d{5} bytes were dropped/),
    );
  });
});
