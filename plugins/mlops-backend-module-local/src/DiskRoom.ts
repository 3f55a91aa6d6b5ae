import { mkdir, statfs } from 'node:fs/promises';
import { ServiceUnavailableError } from '@backstage/errors';

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
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize >= this.#minimumFree;
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
