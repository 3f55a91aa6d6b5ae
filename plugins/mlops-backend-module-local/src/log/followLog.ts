import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfThere } from '../readIfThere';

const PIECE = 256 * 1024;
/** How often a growing log is looked at; a tenth of what is felt as late. */
export const LOOK_EVERY_MS = 50;

/** Bytes of a log, 0 where there is none yet. */
export async function logSize(path: string): Promise<number> {
  return (await readIfThere(() => stat(path)))?.size ?? 0;
}

/** Bytes from an offset; with `follow` until `isOver` and all was read. */
export async function* followLog(
  path: string,
  options: {
    from: number;
    follow: boolean;
    signal: AbortSignal;
    /** Whether nothing more will be written. */
    isOver: () => Promise<boolean>;
    /** Until the next look; kept when `signal` aborts, too. */
    pause?: (signal: AbortSignal) => Promise<void>;
  },
): AsyncIterable<Uint8Array> {
  const { follow, signal, isOver, pause = aMoment } = options;
  let at = options.from;
  let file: FileHandle | undefined;
  try {
    while (!signal.aborted) {
      // Asked before reading: what is written up to the end is read after it.
      const over = !follow || (await isOver());
      file ??= await readIfThere(() => open(path, 'r'));
      while (file && !signal.aborted) {
        const { bytesRead, buffer } = await file.read(
          Buffer.allocUnsafe(PIECE),
          0,
          PIECE,
          at,
        );
        if (bytesRead === 0) break;
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
      if (over) return;
      await pause(signal);
    }
  } finally {
    await file?.close();
  }
}

/** A reader who leaves cuts it short. */
async function aMoment(signal: AbortSignal): Promise<void> {
  await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
}
