import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunId } from '@mlops/plugin-mlops-common';
import { DataFolder } from '../DataFolder';
import { FolderArtifactStore } from './FolderArtifactStore';

const ref = {
  runId: '01j9zzzzzzzzzzzzzzzzzzzzzz' as RunId,
  task: 'train',
  attempt: 1,
};

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

describe('FolderArtifactStore', () => {
  let root: string;
  let outputs: string;
  let store: FolderArtifactStore;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mlops-outputs-'));
    const data = new DataFolder(root);
    outputs = data.attempt(ref).outputs;
    store = new FolderArtifactStore(data);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('lists and reads what was written, also in folders and in part', async () => {
    await store.write(ref, 'b.txt', bytes('hello'));
    await store.write(ref, 'deep/a.json', bytes('{}'));
    expect(await store.list(ref)).toMatchObject([
      { path: 'b.txt', size: 5 },
      { path: 'deep/a.json', size: 2 },
    ]);
    expect(await textOf(store.read(ref, 'b.txt'))).toBe('hello');
    const middle = store.read(ref, 'b.txt', { start: 1, end: 3 });
    expect(await textOf(middle)).toBe('ell');
  });

  it('has nothing of an attempt that left nothing', async () => {
    expect(await store.list(ref)).toEqual([]);
    await expect(textOf(store.read(ref, 'a'))).rejects.toThrow(
      'Attempt 1 of the task "train" left no file "a"',
    );
  });

  it('follows no link out of the folder, and lists none', async () => {
    await mkdir(outputs, { recursive: true });
    await writeFile(join(root, 'secret'), 'x');
    await symlink(join(root, 'secret'), join(outputs, 'out'));
    await symlink(root, join(outputs, 'folder'));
    await writeFile(join(outputs, 'real'), 'fine');
    await symlink('real', join(outputs, 'within'));
    const listed = (await store.list(ref)).map(({ path }) => path);
    expect(listed).toEqual(['real', 'within']);
    expect(await textOf(store.read(ref, 'within'))).toBe('fine');
    for (const path of [
      'out',
      'folder/secret',
      '../claim',
      '/etc/passwd',
      '',
      'a\0b',
      '.',
    ]) {
      await expect(textOf(store.read(ref, path))).rejects.toThrow(
        /left no file/,
      );
    }
  });

  it('writes nothing outside of the folder', async () => {
    for (const path of ['../x', '..', '', '/../../x', 'a\0b']) {
      await expect(store.write(ref, path, bytes('x'))).rejects.toThrow(
        /no name of an output/,
      );
    }
  });

  it('removes a run with everything in it', async () => {
    await store.write(ref, 'a', bytes('x'));
    await store.remove(ref.runId);
    await store.remove(ref.runId);
    expect(await store.list(ref)).toEqual([]);
  });
});
