import { mkdirSync, statfsSync, type StatsFs } from 'node:fs';
import { ServiceUnavailableError } from '@backstage/errors';
import { errorCode } from './readIfThere';

/** Whether the disk has room for more work. */
export class DiskRoom {
  readonly #folder: string;
  readonly #minimumFree: number;

  /** @param minimumFree - bytes; with less, nothing starts */
  constructor(folder: string, minimumFree: number) {
    this.#folder = folder;
    this.#minimumFree = minimumFree;
  }

  isThere(): boolean {
    const { bavail, bsize } = this.#statistics();
    return bavail * bsize >= this.#minimumFree;
  }

  /** At once: the kernel knows it, and is asked before every start. */
  #statistics(): StatsFs {
    try {
      return statfsSync(this.#folder);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return statfsSync(this.#folder);
  }

  /** @throws ServiceUnavailableError when there is none */
  require(): void {
    if (this.isThere()) return;
    const least = Math.round(this.#minimumFree / 2 ** 20);
    throw new ServiceUnavailableError(
      `The disk of ${
        this.#folder
      } is nearly full: less than ${least} MiB are free`,
    );
  }
}
