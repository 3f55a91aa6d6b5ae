import type { StatsFs } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import { readIfThere } from './readIfThere';

/** Whether the disk has room for more work. */
export class DiskRoom {
  readonly #folder: string;
  readonly #minimumFree: number;

  /** @param minimumFree - bytes; with less, nothing starts */
  constructor(folder: string, minimumFree: number) {
    this.#folder = folder;
    this.#minimumFree = minimumFree;
  }

  async isThere(): Promise<boolean> {
    const { bavail, bsize } = await this.#statistics();
    return bavail * bsize >= this.#minimumFree;
  }

  async #statistics(): Promise<StatsFs> {
    const known = await readIfThere(() => statfs(this.#folder));
    if (known) return known;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return statfs(this.#folder);
  }

  /** @throws ServiceUnavailableError when there is none */
  async require(): Promise<void> {
    if (await this.isThere()) return;
    const least = Math.round(this.#minimumFree / 2 ** 20);
    throw new ServiceUnavailableError(
      `The disk of ${
        this.#folder
      } is nearly full: less than ${least} MiB are free`,
    );
  }
}
