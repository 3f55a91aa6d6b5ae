import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import {
  askUpstream,
  WEB_SERVER,
  type Upstream,
} from '@mlops/plugin-mlops-node';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { Bench } from '../__testUtils__/Bench';
import { processesOf } from '../__testUtils__/processesOf';
import { readIfThere } from '../readIfThere';

jest.setTimeout(120_000);

/** A word in the command line of processes that a test starts, by which they are found. */
let made = 0;
const mark = () => `mlops-workload-attack-${process.pid}-${(made += 1)}`;

/** Serves, once a script of the shell has been run. */
const after = (shell: string) =>
  `import subprocess\nsubprocess.run(['sh', '-c', ${JSON.stringify(
    shell,
  )}])\n${WEB_SERVER}`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()))
    await new Promise(resolve => setTimeout(resolve, 20));
}

function socketOf({ address }: Upstream): string {
  if (!('socketPath' in address)) throw new Error('It is a Unix socket');
  return address.socketPath;
}

describe('a workload that means ill', () => {
  let bench: Bench;
  const begun: WorkloadPlan[] = [];

  beforeAll(async () => {
    process.env.MLOPS_TEST_SECRET = 'correct horse';
    bench = await Bench.start();
    await writeFile(join(bench.folder, 'database.sqlite'), 'grants');
  });
  afterEach(async () => {
    for (const plan of begun.splice(0)) await bench.end(plan);
  });
  afterAll(async () => {
    delete process.env.MLOPS_TEST_SECRET;
    await bench.close();
  });

  const serve = async (script: string, more?: Partial<WorkloadPlan>) => {
    const plan = await bench.serve(script, more);
    begun.push(plan);
    return { plan, upstream: await bench.upstream(plan) };
  };

  it('sees nothing of the backend, of the data folder or of other workloads', async () => {
    const other = await serve(WEB_SERVER);
    const portal = join(__dirname, '../../../..');
    const { plan } = await serve(
      after(
        [
          'env; cat /proc/*/environ | tr "\\0" "\\n"',
          `ls ${bench.folder}/workloads; cat ${bench.folder}/database.sqlite`,
          `ls ${bench.folder}/workloads/${other.plan.workloadId}`,
          `ls -R /tmp ${dirname(socketOf(other.upstream))}`,
          `ls ${portal}; cat ${portal}/app-config.yaml; ls -A /root /home; cat /etc/shadow`,
          'id -u; grep CapEff /proc/self/status; touch /usr/x',
        ].join('\n'),
      ),
    );
    const log = await bench.workloadLog(plan);
    expect(log).toContain('MLOPS_PORT_HTTP=8888');
    expect(log).toMatch(/^1000$/m);
    expect(log).toMatch(/CapEff:\s*0+$/m);
    expect(log).not.toMatch(
      /correct horse|grants|plan\.json|package\.json|MLOps Portal|^root:/m,
    );
    expect(log.split('\n')).not.toContain(other.plan.workloadId);
    expect(await readdir('/usr')).not.toContain('x');
  });

  it('does not reach what others serve, and takes no port from them', async () => {
    const { upstream, plan } = await serve(WEB_SERVER, {
      env: [{ name: 'NAME', value: 'mine' }],
    });
    const own = await askUpstream(upstream, '/');
    const socket = socketOf(upstream);
    const reach = [
      'import os, socket',
      'def attempt(family, address):',
      '    s = socket.socket(family)',
      '    s.settimeout(2)',
      '    try:',
      '        s.connect(address)',
      '        s.sendall(b"GET /crash HTTP/1.0\\r\\n\\r\\n")',
      '        print("reached", address, flush=True)',
      '    except OSError as error:',
      '        print("refused", flush=True)',
      'attempt(socket.AF_INET, ("127.0.0.1", 8888))',
      'attempt(socket.AF_INET6, ("::1", 8888))',
      `attempt(socket.AF_UNIX, ${JSON.stringify(socket)})`,
      `attempt(socket.AF_UNIX, ${JSON.stringify(`${socket}.probe`)})`,
      'try:',
      `    os.remove(${JSON.stringify(socket)})`,
      '    print("removed", flush=True)',
      'except OSError as error:',
      '    print("kept", flush=True)',
    ].join('\n');
    const beside = await serve(`${reach}\n${WEB_SERVER}`);
    expect(await bench.workloadLog(beside.plan)).toBe(
      'refused\nrefused\nrefused\nrefused\nkept\nserving\n',
    );
    // A task shares the network of the machine; to take the number there is to take nothing from anybody.
    const task = await bench.run(
      `python3 -c '${reach.replaceAll(
        "'",
        '"',
      )}'; python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 8888)); s.listen(); print("bound")'`,
    );
    expect(task.log).toMatch(/^(refused\n){4}kept\n/);
    expect(await askUpstream(upstream, '/')).toBe(own);
    const objects = await bench.workloads.objects(plan);
    expect(objects).toMatchObject([{ status: 'running', attempt: 1 }]);
  });

  it('does not reach the machine, though tasks do', async () => {
    const listener = createServer(socket => socket.end('of the machine'));
    await new Promise<void>(resolve =>
      listener.listen(0, '127.0.0.1', resolve),
    );
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const reach = `import socket\ntry:\n    print(socket.create_connection(("127.0.0.1", ${port}), 2).recv(99), flush=True)\nexcept OSError:\n    print("refused", flush=True)\n`;
    const { plan } = await serve(`${reach}\n${WEB_SERVER}`);
    listener.close();
    expect(await bench.workloadLog(plan)).toBe('refused\nserving\n');
  });

  it('shares the network of the machine if it listens at a Unix socket, which nobody else sees', async () => {
    const listener = createServer(socket => socket.end('of the machine'));
    await new Promise<void>(resolve =>
      listener.listen(0, '127.0.0.1', resolve),
    );
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { plan, upstream } = await serve(
      `import os, socket\nprint(socket.create_connection(("127.0.0.1", ${port}), 2).recv(99), os.environ['MLOPS_SOCKET_HTTP'], flush=True)\n${WEB_SERVER}`,
      {
        ports: [{ name: 'http', protocol: 'http', listen: { kind: 'unix' } }],
      },
    );
    listener.close();
    expect(await askUpstream(upstream, '/')).toMatch(/^ [0-9a-f]{32}$/);
    const log = await bench.workloadLog(plan);
    const [, path] = /^b'of the machine' (\/.*)\nserving\n$/.exec(log) ?? [];
    const task = await bench.run(
      `python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect("${path}")'; ls ${dirname(
        path,
      )}`,
    );
    expect(task.attempt?.status).toBe('failed');
    expect(task.log).toMatch(/FileNotFoundError[^]*No such file/);
  });

  it('cannot lead the proxy anywhere by a link in place of its own socket', async () => {
    const machine = join(bench.folder, 'machine.sock');
    const listener = createServer(socket =>
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nof the machine'),
    );
    await new Promise<void>(resolve => listener.listen(machine, resolve));
    const plan = await bench.serve(
      `import os, time\nos.symlink(${JSON.stringify(
        machine,
      )}, os.environ['MLOPS_SOCKET_HTTP'])\nprint(os.listdir(os.path.dirname(os.environ['MLOPS_SOCKET_HTTP'])), flush=True)\ntime.sleep(60)`,
      {
        ports: [{ name: 'http', protocol: 'http', listen: { kind: 'unix' } }],
        readiness: {
          port: 'http',
          httpGet: null,
          periodSeconds: 0.1,
          timeoutSeconds: 1,
          startupSeconds: 1,
        },
      },
    );
    const last = await bench.told(plan, ({ status }) => status === 'failed');
    listener.close();
    expect(last.reason).toMatch(/did not get ready/);
    expect(await bench.workloadLog(plan)).toBe("['http']\n");
  });

  it('gets nothing written through its links when it is started again', async () => {
    const victim = join(bench.folder, 'victim');
    const { plan, upstream } = await serve(
      `import os\nif not os.path.islink('settings.py'):\n    os.remove('settings.py')\n    os.symlink(${JSON.stringify(
        victim,
      )}, 'settings.py')\n    os.symlink(${JSON.stringify(
        bench.folder,
      )}, 'out')\n${WEB_SERVER}`,
      {
        files: [{ path: 'settings.py', mode: '0644', content: 'overwritten' }],
        restart: { kind: 'on-failure', limit: 1, backoffSeconds: 0 },
      },
    );
    await askUpstream(upstream, '/crash').catch(() => undefined);
    await bench.told(
      plan,
      ({ restarts, status }) => restarts === 1 && status === 'ready',
    );
    expect(await readIfThere(() => readFile(victim))).toBeUndefined();
  });

  it('leaves nothing behind, also of what forked twice and does not listen', async () => {
    const word = mark();
    const { plan, upstream } = await serve(
      after(
        `for i in 1 2 3; do (setsid sh -c "trap '' TERM HUP; while :; do sleep 1; done # ${word}" &) & done; sleep 0.2`,
      ),
    );
    await askUpstream(upstream, '/leave');
    await until(async () => (await processesOf(word)).length >= 3);
    const last = await bench.end(plan);
    expect(last.status).toBe('ended');
    expect(await processesOf(word)).toEqual([]);
    expect(
      await readIfThere(() => stat(dirname(socketOf(upstream)))),
    ).toBeUndefined();
    const beats = join(
      bench.folder,
      'workloads',
      plan.workloadId,
      'work/beats',
    );
    const { size } = await stat(beats);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect((await stat(beats)).size).toBe(size);
  });

  it('is ended when it does not want to end', async () => {
    const word = mark();
    const { plan } = await serve(
      `import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n# ${word}\n${WEB_SERVER}`,
    );
    const last = await bench.end(plan);
    expect(last.status).toBe('ended');
    expect(await processesOf(word)).toEqual([]);
  });

  it('only makes itself unreachable by ending what forwards its port', async () => {
    const { plan } = await serve(
      `${WEB_SERVER.replace(
        'server.serve_forever()',
        'import threading\nthreading.Timer(1.0, lambda: [os.kill(int(p), 9) for p in os.listdir("/proc") if p.isdigit() and open(f"/proc/{p}/comm").read() == "mlops-ports\\n"]).start()\nserver.serve_forever()',
      )}`,
    );
    const upstream = await bench.workloads.connect(plan, 'http');
    await until(() =>
      askUpstream(upstream, '/').then(
        () => false,
        () => true,
      ),
    );
    expect((await bench.end(plan)).status).toBe('ended');
  });

  it('is refused where no sandbox gives it a network of its own', async () => {
    const open = await Bench.start({ sandbox: 'off' });
    const plan = await open.serve(WEB_SERVER);
    const last = await open.told(plan, ({ status }) => status === 'failed');
    expect(last.reason).toMatch(/TCP port.*Unix socket/);
    await open.close();
  });
});
