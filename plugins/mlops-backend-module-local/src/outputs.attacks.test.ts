import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptRef } from '@mlops/plugin-mlops-node';
import { Bench } from './__testUtils__/Bench';

jest.setTimeout(120_000);

/** Python with a library that a machine has. */
const python = (script: string) => `python3 - <<'END'\n${script}\nEND`;

describe('outputs that mean ill', () => {
  let bench: Bench;
  let outside: string;

  beforeAll(async () => {
    bench = await Bench.start();
    outside = await mkdtemp(join(tmpdir(), 'mlops-outside-'));
    await writeFile(join(outside, 'secret.txt'), 'grants', { mode: 0o640 });
  });
  afterAll(async () => {
    await bench.close();
    await rm(outside, { recursive: true, force: true });
  });

  async function listed(script: string, on = bench) {
    const { ref, attempt, log } = await on.run(
      `cd "$MLOPS_OUTPUTS"\n${script}`,
    );
    const paths = attempt?.outputs.map(({ path }) => path);
    return { ref, attempt, log, paths };
  }

  async function read(ref: AttemptRef, path: string, on = bench) {
    const pieces: Uint8Array[] = [];
    for await (const piece of on.engine.output(ref, path)) pieces.push(piece);
    return String(Buffer.concat(pieces));
  }

  const missing = { name: 'NotFoundError' };

  it('are no files where they are pipes, sockets, devices or links that lead out', async () => {
    const { ref, attempt, paths } = await listed(
      `mkfifo pipe; mknod disk b 8 0; ln -s /etc/hostname link; ln -s / root; ln -s loop loop; ln -s nowhere dangling
       ln /etc/hostname hard; ln "$MLOPS_INPUTS" hard2; ${python(
         'import socket\nsocket.socket(socket.AF_UNIX).bind("socket")',
       )}
       echo fine > real; ln -s real inside; true`,
    );
    expect(attempt?.status).toBe('succeeded');
    expect(paths).toEqual(['inside', 'real']);
    expect(await read(ref, 'inside')).toBe('fine\n');
    for (const path of [
      ...['pipe', 'disk', 'link', 'loop', 'dangling', 'hard', 'socket'],
      ...['root/etc/hostname', '.', '', '/', 'real/', 'real/..'],
      ...['../work', '..%2fwork', '%2e%2e/work', '/etc/hostname', 'real\0'],
      ...['\\..\\work', 'deep/../../spec', '../outputs/../spec'],
    ]) {
      await expect(read(ref, path)).rejects.toMatchObject(missing);
    }
  });

  it.each([
    ['a pipe', 'mkfifo outputs.json'],
    ['a folder', 'mkdir outputs.json'],
    ['a link', 'ln -s /etc/hostname outputs.json'],
    [
      'a socket',
      python(
        'import socket\nsocket.socket(socket.AF_UNIX).bind("outputs.json")',
      ),
    ],
  ])(
    'are no values where outputs.json is %s, and nobody waits for it',
    async (_, script) => {
      const { attempt } = await listed(script);
      expect(attempt).toMatchObject({
        status: 'failed',
        reason: 'outputs.json must be a regular file',
        values: {},
      });
    },
  );

  it('may have any name that is text, and are served by it', async () => {
    const names = [
      'a\nb.txt',
      '<img src=x onerror=alert(1)>.html',
      '..%2f..%2fspec',
      '"; filename=evil.exe',
      '{{ run.id }}${HOME}$(id)',
      '__proto__',
      '-rf',
    ];
    const { ref, paths, attempt } = await listed(
      python(`for name in ${JSON.stringify(names)}:
    open(name, "w").write("it")
open(b"broken\\xff", "w").write("no name")`),
    );
    expect(attempt?.status).toBe('succeeded');
    expect(paths?.sort()).toEqual([...names].sort());
    for (const name of names) expect(await read(ref, name)).toBe('it');
  });

  it('may be huge and sparse, and are read in part without being held', async () => {
    const { ref, attempt } = await listed('truncate -s 4T huge; echo');
    expect(attempt?.outputs).toMatchObject([{ path: 'huge', size: 2 ** 42 }]);
    const part = bench.engine.output(ref, 'huge', {
      start: 2 ** 42 - 3,
      end: 2 ** 42 - 1,
    });
    let bytes = 0;
    for await (const piece of part) bytes += piece.length;
    expect(bytes).toBe(3);
  });

  it('are listed up to a number', async () => {
    const { attempt, paths } = await listed(
      python(`import os
for number in range(10100):
    open(f"{number:05}", "w").close()`),
    );
    expect(attempt?.status).toBe('succeeded');
    expect(paths).toHaveLength(10_000);
  });

  it('are listed down to a depth, and removed from below it', async () => {
    const deep = await listed(
      python(`import os
open("top", "w").close()
for level in range(3000):
    os.mkdir("down")
    os.chdir("down")
open("bottom", "w").close()`),
    );
    expect(deep.attempt?.status).toBe('succeeded');
    expect(deep.paths).toEqual(['top']);
    // And they are no way to keep a disk full for ever.
    const { runId } = deep.ref;
    await bench.engine.purge({ runId, uid: null });
    await expect(stat(join(bench.folder, 'runs', runId))).rejects.toThrow(
      'ENOENT',
    );
  });

  it('stay where they are: their folder cannot be exchanged from inside the sandbox', async () => {
    const { attempt, ref } = await listed(
      `cd /; rmdir "$MLOPS_OUTPUTS"; mv "$MLOPS_OUTPUTS" "$MLOPS_OUTPUTS.old"; ln -sfn /etc "$MLOPS_OUTPUTS"; true`,
    );
    expect(attempt?.status).toBe('succeeded');
    for (const { path } of await bench.engine.outputs(ref)) {
      await expect(read(ref, path)).rejects.toMatchObject(missing);
    }
  });

  it('do not lead elsewhere where there is no sandbox and their folder was exchanged for a link', async () => {
    const open = await Bench.start({ sandbox: 'off' });
    try {
      const { attempt, ref, paths } = await listed(
        `cd /; rmdir "$MLOPS_OUTPUTS"; ln -s ${outside} "$MLOPS_OUTPUTS"`,
        open,
      );
      expect(attempt?.status).toBe('succeeded');
      expect(paths).toEqual([]);
      await expect(read(ref, 'secret.txt', open)).rejects.toMatchObject(
        missing,
      );
      // What an attempt left is made read-only, and this is not what it left.
      const { mode } = await stat(join(outside, 'secret.txt'));
      expect(mode % 0o1000).toBe(0o640);
    } finally {
      await open.close();
    }
  });

  it('are the file that was asked for, also when another is put in its place meanwhile', async () => {
    const { ref } = await listed('head -c 1000000 /dev/zero > file');
    const { runId } = ref;
    const path = join(bench.folder, 'runs', runId, 'tasks/task/1/outputs/file');
    let bytes = 0;
    for await (const piece of bench.engine.output(ref, 'file')) {
      if (bytes === 0) {
        await rm(path);
        await symlink(join(outside, 'secret.txt'), path);
      }
      bytes += piece.length;
    }
    expect(bytes).toBe(1_000_000);
    await expect(read(ref, 'file')).rejects.toMatchObject(missing);
  });
});
