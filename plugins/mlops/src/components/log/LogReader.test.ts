import { LogReader } from './LogReader';
import type { LogPiece, LogRequest, LogSource } from './LogSource';

const encode = (text: string) => new TextEncoder().encode(text);

/** A log in memory that answers as the API does. */
class MemoryLog implements LogSource {
  readonly requests: Array<Omit<LogRequest, 'signal'>> = [];
  private open: ReadableStreamDefaultController<Uint8Array> | null = null;

  constructor(public content: Uint8Array) {}

  async read({ signal, ...request }: LogRequest): Promise<LogPiece> {
    signal.throwIfAborted();
    this.requests.push(request);
    const size = this.content.length;
    const from =
      request.offset < 0 ? Math.max(0, size + request.offset) : request.offset;
    const to = request.limit === undefined ? size : from + request.limit;
    const body = this.content.slice(from, to);
    return {
      size,
      bytes: new ReadableStream<Uint8Array>({
        start: controller => {
          if (body.length > 0) controller.enqueue(body);
          if (request.follow) this.open = controller;
          else controller.close();
        },
      }),
    };
  }

  write(text: string) {
    const more = encode(text);
    this.content = new Uint8Array([...this.content, ...more]);
    this.open?.enqueue(more);
  }

  end() {
    this.open?.close();
  }

  break() {
    this.open?.error(new TypeError('network error'));
  }
}

function lines(reader: LogReader): string[] {
  return Array.from({ length: reader.getSnapshot().count }, (_, index) =>
    reader.line(index),
  );
}

/** Resolves when the snapshot is as wanted; fails with the test's own time limit. */
function when(reader: LogReader, wanted: () => boolean): Promise<void> {
  return new Promise(resolve => {
    let settled = false;
    const look = () => {
      if (settled || !wanted()) return;
      settled = true;
      resolve();
    };
    reader.subscribe(look);
    look();
  });
}

describe('LogReader', () => {
  it('shows a finished log whole', async () => {
    const reader = new LogReader(new MemoryLog(encode('a\nb\n')), false);
    await reader.open();
    expect(reader.getSnapshot()).toMatchObject({
      phase: 'ended',
      count: 2,
      start: 0,
      earlier: false,
    });
    expect(lines(reader)).toEqual(['a', 'b']);
  });

  it('follows what is written until the attempt ends', async () => {
    const log = new MemoryLog(encode('a\n'));
    const reader = new LogReader(log, true);
    const done = reader.open();
    await when(reader, () => reader.getSnapshot().count === 1);
    log.write('b\n');
    await when(reader, () => reader.getSnapshot().count === 2);
    expect(reader.getSnapshot().phase).toBe('following');
    reader.setLive(false);
    log.end();
    await done;
    expect(lines(reader)).toEqual(['a', 'b']);
    expect(reader.getSnapshot().phase).toBe('ended');
  });

  it('goes on where a broken connection left off', async () => {
    const log = new MemoryLog(encode('a\n'));
    const reader = new LogReader(log, true);
    const done = reader.open();
    await when(reader, () => reader.getSnapshot().count === 1);
    log.break();
    await when(reader, () => reader.getSnapshot().phase === 'interrupted');
    log.content = encode('a\nb\n');
    await when(reader, () => reader.getSnapshot().count === 2);
    expect(log.requests[1]).toEqual({ offset: 2, follow: true });
    expect(lines(reader)).toEqual(['a', 'b']);
    reader.close();
    log.end();
    await done;
  });

  it('says what went wrong when nothing could be read', async () => {
    const reader = new LogReader(
      { read: () => Promise.reject(new Error('no such log')) },
      true,
    );
    await reader.open();
    expect(reader.getSnapshot()).toMatchObject({
      phase: 'failed',
      error: expect.objectContaining({ message: 'no such log' }),
    });
  });

  it('loads the tail of a large log first and the rest in parts', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    const log = new MemoryLog(encode(line.repeat(14 * 1024)));
    const reader = new LogReader(log, false);
    await reader.open();
    const tail = reader.getSnapshot();
    expect(tail.start).toBeGreaterThan(0);
    expect(tail.size - tail.start).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(reader.numberOf(0)).toBeNull();

    await reader.loadEarlier();
    const more = reader.getSnapshot();
    expect(more.shift).toBe(more.count - tail.count);
    await reader.loadEarlier();
    expect(reader.getSnapshot()).toMatchObject({
      start: 0,
      count: 14 * 1024,
      earlier: false,
    });
    expect(reader.numberOf(0)).toBe(1);
  });

  it('ends its request when it is closed', async () => {
    let given: AbortSignal | undefined;
    const reader = new LogReader(
      {
        read: ({ signal }) => {
          given = signal;
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason)),
          );
        },
      },
      true,
    );
    const done = reader.open();
    reader.close();
    await done;
    expect(given?.aborted).toBe(true);
    expect(reader.getSnapshot().phase).toBe('loading');
  });
});
