import { createHash } from 'node:crypto';
import { lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import type { WorkloadId } from '@mlops/plugin-mlops-common';

/**
 * Where the sockets of ports are. The path of a Unix socket has 107 bytes at most, and that of a data folder may
 * leave no room for one, so they are among the temporary files of this machine, which no sandbox sees, in a
 * folder that is ours alone.
 */
export class SocketFolder {
  readonly path: string;

  /** @param dataFolder - each has a folder of sockets of its own, the same after every restart */
  constructor(dataFolder: string) {
    const hash = createHash('sha256').update(dataFolder).digest('hex');
    const name = `mlops-${userId()}-${hash.slice(0, 12)}`;
    this.path = join(tmpdir(), name);
  }

  /** Where the backend connects for a port of a workload. */
  port(workloadId: WorkloadId, port: string): string {
    return join(this.path, workloadId, port);
  }

  /** Where the program of a workload has Unix sockets of its own. */
  own(workloadId: WorkloadId): string {
    return join(this.path, workloadId, 'own');
  }

  /**
   * Makes the folder of a workload.
   *
   * @throws ServiceUnavailableError when somebody else has made ours
   */
  async make(workloadId: WorkloadId): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const status = await lstat(this.path);
    const isOurs =
      status.isDirectory() &&
      status.uid === userId() &&
      // eslint-disable-next-line no-bitwise
      (status.mode & 0o077) === 0;
    if (!isOurs) {
      throw new ServiceUnavailableError(
        `${this.path} is not ours alone, and sockets of workloads are kept there: remove it`,
      );
    }
    await mkdir(join(this.path, workloadId), { recursive: true, mode: 0o700 });
  }

  /** Closes every port of a workload that nothing serves any more. */
  async remove(workloadId: WorkloadId): Promise<void> {
    await rm(join(this.path, workloadId), { recursive: true, force: true });
    // With the last of them goes the folder; while there are others it stays.
    await rmdir(this.path).catch(() => undefined);
  }
}

function userId(): number {
  return process.getuid?.() ?? 0;
}
