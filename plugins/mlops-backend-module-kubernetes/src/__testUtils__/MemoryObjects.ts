import type { ObjectStore } from '../artifacts/S3Objects';

/** A store of objects that is as quick or slow, and as large, as a test wants. */
export class MemoryObjects implements ObjectStore {
  readonly prefix = 'runs';
  readonly objects = new Map<string, Buffer>();
  /** What every request is answered with, if it is not. */
  trouble: Error | undefined;
  /** What every write waits for. */
  writable: Promise<void> = Promise.resolve();

  async *list(prefix: string): AsyncIterable<{ key: string; size: number }> {
    for (const key of [...this.objects.keys()].sort()) {
      const object = this.objects.get(key);
      if (object && key.startsWith(prefix)) yield { key, size: object.length };
    }
  }

  async open(
    key: string,
    range?: { start: number; end?: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const object = this.objects.get(key);
    const end = range?.end === undefined ? undefined : range.end + 1;
    return object && halves(object.subarray(range?.start ?? 0, end));
  }

  async put(key: string, body: Buffer): Promise<void> {
    await this.writable;
    if (this.trouble) throw this.trouble;
    this.objects.set(key, body);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.objects.delete(key);
  }
}

async function* halves(bytes: Buffer): AsyncIterable<Uint8Array> {
  const middle = Math.ceil(bytes.length / 2);
  yield bytes.subarray(0, middle);
  if (middle < bytes.length) yield bytes.subarray(middle);
}
