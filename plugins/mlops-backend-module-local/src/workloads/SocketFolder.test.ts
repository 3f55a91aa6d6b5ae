import { chmod, mkdir, rm, stat, symlink } from 'node:fs/promises';
import type { WorkloadId } from '@mlops/plugin-mlops-common';
import { SocketFolder } from './SocketFolder';

const ID = '01h0000000000000000000000w' as WorkloadId;
const OTHER = '01h0000000000000000000000x' as WorkloadId;

describe('SocketFolder', () => {
  const folder = new SocketFolder(`/data of test ${process.pid}`);
  afterEach(() => rm(folder.path, { recursive: true, force: true }));

  it('leaves room for the longest name of a port', () => {
    const longest = `${folder.port(ID, 'x'.repeat(15))}.probe`;
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(107);
    expect(folder.port(ID, 'http')).not.toBe(
      new SocketFolder('/other').port(ID, 'http'),
    );
  });

  it('is ours alone, and closes what it made', async () => {
    await folder.make(ID);
    await folder.make(ID);
    // eslint-disable-next-line no-bitwise
    expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
    await folder.make(OTHER);
    await folder.remove(ID);
    await expect(stat(folder.port(ID, ''))).rejects.toThrow();
    await folder.remove(OTHER);
    await expect(stat(folder.path)).rejects.toThrow();
  });

  it('takes none that somebody else could have made', async () => {
    await mkdir(folder.path);
    await chmod(folder.path, 0o777);
    await expect(folder.make(ID)).rejects.toThrow(/not ours alone/);
    await rm(folder.path, { recursive: true });
    await symlink('/tmp', folder.path);
    await expect(folder.make(ID)).rejects.toThrow(/not ours alone/);
  });
});
