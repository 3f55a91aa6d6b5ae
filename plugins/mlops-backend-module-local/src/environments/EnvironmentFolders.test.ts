import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskRuntime } from '@mlops/plugin-mlops-common';
import { DataFolder } from '../DataFolder';
import { EnvironmentFolders } from './EnvironmentFolders';
import { Environments, keyOf } from './Environments';

const USED = new Date('2026-01-02T03:04:05.000Z');

describe('EnvironmentFolders', () => {
  let root: string;
  let data: DataFolder;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mlops-environments-'));
    data = new DataFolder(root);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** As an earlier backend left it. */
  async function anEnvironment(...requirements: string[]): Promise<string> {
    const key = keyOf('python3', requirements);
    const folder = join(data.environments, key);
    await mkdir(join(folder, 'lib'), { recursive: true });
    await writeFile(join(folder, 'lib', 'module.py'), 'x'.repeat(1_000));
    await writeFile(join(folder, 'requirements.txt'), requirements.join('\n'));
    await writeFile(join(folder, '.complete'), '');
    await utimes(join(folder, '.complete'), USED, USED);
    return key;
  }

  function folders(runtimes: TaskRuntime[] = []) {
    return new EnvironmentFolders({
      data,
      runtimes: () => runtimes,
      python: 'python3',
      environments: new Environments({
        data,
        uv: 'uv',
        supervisor: '/nowhere',
        python: 'python3',
        env: {},
        now: Date.now,
        onChange: () => {},
      }),
    });
  }

  it('tells what there is: packages, size and last use, the same the second time', async () => {
    const key = await anEnvironment('numpy==2.0', 'pandas');
    await mkdir(join(data.environments, 'something-else'));
    const [described, ...others] = await folders().list();
    expect(others).toEqual([]);
    expect(described).toMatchObject({
      id: key,
      title: 'Python: numpy, pandas',
      usedAt: USED.getTime(),
      inUse: false,
    });
    expect(described.bytes).toBeGreaterThan(1_000);
    expect(await folders().list()).toEqual([described]);
  });

  it('removes one and leaves the others', async () => {
    const key = await anEnvironment('numpy');
    const other = await anEnvironment('pandas');
    expect(await folders().discard(key)).toBe(true);
    expect(await folders().discard(key)).toBe(false);
    expect((await folders().list()).map(({ id }) => id)).toEqual([other]);
  });

  it('keeps what something uses that an earlier backend began', async () => {
    const key = await anEnvironment('numpy');
    const python = { requirements: ['numpy'] };
    const inUse = folders([{ kind: 'process', python }]);
    expect(await inUse.list()).toMatchObject([{ inUse: true }]);
    expect(await inUse.discard(key)).toBe(false);
    expect(await folders().discard(key)).toBe(true);
  });

  it('knows no environment outside of its folder', async () => {
    await mkdir(data.runs, { recursive: true });
    for (const name of ['../runs', '..', '', 'something-else']) {
      expect(await folders().discard(name)).toBe(false);
    }
  });
});
