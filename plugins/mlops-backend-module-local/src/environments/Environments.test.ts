import { once, EventEmitter } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileSupervisor } from '../attempts/compileSupervisor';
import { DataFolder } from '../DataFolder';
import { Environments, keyOf } from './Environments';

/** Writes down how it is called; installs while `slow` is there, fails while `broken` is. */
const UV = `#!/bin/sh
here=$(dirname "$0")
echo "$1 begin" >> "$here/calls"
trap 'sleep 0.2; echo "$1 ended" >> "$here/calls"; exit 1' TERM
if [ "$1" = venv ]; then for folder; do :; done; mkdir -p "$folder"; fi
if [ "$1" = pip ]; then
  while [ -e "$here/slow" ]; do sleep 0.02; done
  if [ -e "$here/broken" ]; then echo "no such package" >&2; exit 1; fi
fi
echo "$1 done" >> "$here/calls"
`;

describe('Environments', () => {
  let programs: string;
  let supervisor: string;
  let root: string;
  let told: Array<[readonly string[], string]>;
  let bell: EventEmitter;
  beforeAll(async () => {
    programs = await mkdtemp(join(tmpdir(), 'mlops-programs-'));
    const sources = resolve(__dirname, '../../supervisor');
    supervisor = await compileSupervisor(sources, programs);
  });
  afterAll(() => rm(programs, { recursive: true, force: true }));
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mlops-environments-'));
    told = [];
    bell = new EventEmitter();
    await writeFile(join(root, 'uv'), UV);
    await chmod(join(root, 'uv'), 0o700);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const open = (options: { uv?: string; python?: string } = {}) =>
    new Environments({
      data: new DataFolder(join(root, 'data')),
      supervisor,
      uv: join(root, 'uv'),
      python: 'python3',
      env: { PATH: process.env.PATH },
      now: Date.now,
      onChange: (runs, message) => {
        told.push([runs, message]);
        bell.emit('told');
      },
      ...options,
    });

  const calls = async () =>
    (await readFile(join(root, 'calls'), 'utf8').catch(() => ''))
      .split('\n')
      .filter(Boolean);

  async function settled(
    environments: Environments,
    list: string[],
    run = 'r',
  ) {
    for (;;) {
      const state = environments.want(list, run);
      if (state.state !== 'building') return state;
      await once(bell, 'told');
    }
  }

  async function until(look: () => Promise<boolean>) {
    while (!(await look())) await new Promise(go => setTimeout(go, 10));
  }

  it('builds one environment however many want it, in whatever order they write it', async () => {
    const environments = open();
    for (let i = 0; i < 10; i++) environments.want(['a', 'b==1'], `run${i}`);
    environments.want(['b==1', 'a'], 'other');
    const { state } = await settled(environments, ['a', 'b==1']);
    expect(state).toBe('ready');
    expect(await calls()).toEqual([
      'venv begin',
      'venv done',
      'pip begin',
      'pip done',
    ]);
    expect(told.at(-1)?.[0]).toHaveLength(12);
    expect(told.map(([, text]) => text)).toEqual([
      'Building the Python environment (a, b)',
      expect.stringMatching(/^The Python environment is ready after [\d.]+ s$/),
    ]);
  });

  it('takes what an earlier backend has built, but not with another interpreter', async () => {
    await settled(open(), ['a']);
    const before = await calls();
    expect(await settled(open(), ['a'])).toMatchObject({ state: 'ready' });
    expect(await calls()).toEqual(before);
    await settled(open({ python: '3.12' }), ['a']);
    expect(await calls()).toHaveLength(2 * before.length);
  });

  it('tells the last words of the installer, and tries again for the next run', async () => {
    await writeFile(join(root, 'broken'), '');
    const environments = open();
    expect(await settled(environments, ['a'], 'first')).toEqual({
      state: 'failed',
      reason: 'The Python environment cannot be built:\nno such package',
    });
    await rm(join(root, 'broken'));
    expect(environments.want(['a'], 'first').state).toBe('failed');
    expect((await settled(environments, ['a'], 'second')).state).toBe('ready');
  });

  it('names the program that is missing and the way to get it', async () => {
    const state = await settled(open({ uv: '/nowhere/uv' }), ['a']);
    expect(state).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('/nowhere/uv'),
    });
  });

  it('gives a build up when nobody wants it any more, and lets it end before the next begins', async () => {
    await writeFile(join(root, 'slow'), '');
    const environments = open();
    environments.want(['a'], 'one');
    environments.want(['a'], 'two');
    await until(async () => (await calls()).includes('pip begin'));
    environments.release('one');
    expect(environments.want(['a'], 'two').state).toBe('building');
    environments.release('two');
    await rm(join(root, 'slow'));
    expect((await settled(environments, ['a'], 'three')).state).toBe('ready');
    expect(await calls()).toEqual([
      'venv begin',
      'venv done',
      'pip begin',
      'pip ended',
      'venv begin',
      'venv done',
      'pip begin',
      'pip done',
    ]);
  });

  it('removes what no run wants, and builds it anew for the next that does', async () => {
    const environments = open();
    const built = await settled(environments, ['a'], 'one');
    const key = keyOf('python3', ['a']);
    expect(await environments.discard(key)).toBe(false);
    environments.release('one');
    const removal = environments.discard(key);
    // Wanted while it is removed.
    expect(environments.want(['a'], 'two').state).toBe('building');
    expect(await removal).toBe(true);
    expect(await settled(environments, ['a'], 'two')).toEqual(built);
    expect((await calls()).filter(call => call === 'pip done')).toHaveLength(2);
  });

  it('removes no environment whose build a run waits for', async () => {
    await writeFile(join(root, 'slow'), '');
    const environments = open();
    environments.want(['a'], 'one');
    expect(await environments.discard(keyOf('python3', ['a']))).toBe(false);
    await rm(join(root, 'slow'));
    expect((await settled(environments, ['a'], 'one')).state).toBe('ready');
  });
});
