import { ResponseError } from '@backstage/errors';
import { MemoryLog } from '../../__testUtils__/MemoryLog';
import { LogDocument } from './LogDocument';

const KIB = 1024;

function shown(log: LogDocument): Array<string | null> {
  return Array.from({ length: log.getSnapshot().lines }, (_, line) =>
    log.line(line),
  );
}

/** Resolves when it holds; fails with the test's own time limit. */
function when(log: LogDocument, holds: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (holds()) resolve();
    };
    log.subscribe(look);
    look();
  });
}

describe('LogDocument', () => {
  it('shows a finished log', async () => {
    const log = new LogDocument(new MemoryLog('a\nb\nc'), false);
    await log.open();
    expect(log.getSnapshot()).toMatchObject({
      phase: 'ended',
      lines: 3,
      size: 5,
    });
    expect(shown(log)).toEqual(['a', 'b', 'c']);
  });

  it('follows what is written until the attempt ends', async () => {
    const memory = new MemoryLog('a\n');
    const log = new LogDocument(memory, true);
    const done = log.open();
    await when(log, () => log.getSnapshot().phase === 'following');
    memory.write('b');
    await when(log, () => log.getSnapshot().lines === 2);
    memory.write('ee\n');
    await when(log, () => log.line(1) === 'bee');
    log.setLive(false);
    memory.end();
    await done;
    expect(log.getSnapshot().phase).toBe('ended');
    expect(shown(log)).toEqual(['a', 'bee']);
  });

  it('begins to follow a log of which nothing was written yet', async () => {
    const memory = new MemoryLog();
    const log = new LogDocument(memory, true);
    void log.open();
    await when(log, () => log.getSnapshot().phase === 'following');
    memory.write('first\n');
    await when(log, () => log.getSnapshot().lines === 1);
    expect(log.line(0)).toBe('first');
    log.close();
  });

  it('reads of a large log only what is wanted', async () => {
    const line = (i: number) => `line ${i}`.padEnd(99);
    const lines = Array.from({ length: 100_000 }, (_, i) => line(i));
    const memory = new MemoryLog(`${lines.join('\n')}\n`);
    const log = new LogDocument(memory, false);
    await log.open();
    expect(log.getSnapshot().lines).toBe(100_000);
    expect(log.line(99_999)).toBe(line(99_999));
    expect(log.line(50_000)).toBeNull();
    log.want(50_000, 50_040);
    await when(log, () => log.line(50_040) !== null);
    expect(log.line(50_000)).toBe(line(50_000));
    expect(log.beginOf(50_000)).toBe(5_000_000);
    const read = memory.requests.map(({ limit }) => limit ?? Infinity);
    expect(read.reduce((sum, bytes) => sum + bytes)).toBeLessThan(300 * KIB);
  });

  it('lets go of what was wanted in passing', async () => {
    const memory = new MemoryLog('x'.repeat(99).concat('\n').repeat(100_000));
    const log = new LogDocument(memory, false);
    await log.open();
    for (let at = 0; at < 90_000; at += 1_000) log.want(at, at + 40);
    await when(log, () => log.line(89_000) !== null);
    expect(memory.requests.length).toBeLessThan(15);
  });

  it.each([1, 3, 1_000, 70_000])(
    'grows as if it had been read at once, in pieces of %i bytes',
    async piece => {
      const text = [
        ...Array.from({ length: piece < 10 ? 30 : 3_000 }, (_, i) =>
          `größe ${i}`.padEnd(i % 80),
        ),
        'y'.repeat(piece < 10 ? 30 : 150 * KIB),
        '1%\r2%\r3%',
        'last',
      ].join('\n');
      const bytes = new TextEncoder().encode(text);
      const memory = new MemoryLog();
      const grown = new LogDocument(memory, true);
      void grown.open();
      await when(grown, () => grown.getSnapshot().phase === 'following');
      for (let at = 0; at < bytes.length; at += piece) {
        memory.write(bytes.subarray(at, at + piece));
      }
      await when(grown, () => grown.getSnapshot().size === bytes.length);

      const whole = new LogDocument(new MemoryLog(text), false);
      await whole.open();
      whole.want(0, whole.getSnapshot().lines - 1);
      await when(whole, () => !shown(whole).includes(null));
      expect(shown(grown)).toEqual(shown(whole));
      expect(shown(grown).at(-2)).toBe('3%');
      const begins = (log: LogDocument) =>
        shown(log).map((_, line) => log.beginOf(line));
      expect(begins(grown)).toEqual(begins(whole));
      grown.close();
    },
  );

  it('shows begin and end of a line that is far too long', async () => {
    const memory = new MemoryLog(
      `short\n${'a'.repeat(3_000 * KIB)}END\nnext\n`,
    );
    const log = new LogDocument(memory, false);
    await log.open();
    log.want(0, 2);
    await when(log, () => !shown(log).includes(null));
    expect(log.line(1)).toMatch(/^a+ ⋯ 2\.8 MiB ⋯ a+END$/);
    expect(log.line(1)?.length).toBeLessThan(140 * KIB);
    expect(log.line(2)).toBe('next');
  });

  it('shows the last state of a progress bar that is far too long', async () => {
    const memory = new MemoryLog('state of the bar\r'.repeat(200_000));
    memory.write('100%');
    const log = new LogDocument(memory, false);
    await log.open();
    expect(shown(log)).toEqual(['100%']);
  });

  it('shows bytes that are no text as what they are, and loses none around them', async () => {
    const memory = new MemoryLog(
      new Uint8Array([0x61, 0xff, 0xfe, 0x0a, 0xc3, 0x0a, 0x00, 0x62, 0x0a]),
    );
    const log = new LogDocument(memory, false);
    await log.open();
    expect(shown(log)).toEqual(['a��', '�', '\0b']);
  });

  it('carries a colour on to the next line until it is reset', async () => {
    const text = '\u001b[31mbad\nstill bad\u001b[0m\nfine\n';
    const log = new LogDocument(new MemoryLog(text), false);
    await log.open();
    expect(shown(log).slice(1)).toEqual([
      '\u001b[31mstill bad\u001b[0m',
      'fine',
    ]);
  });

  describe('when reading goes wrong', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    async function followed(memory: MemoryLog) {
      const log = new LogDocument(memory, true);
      void log.open();
      await jest.advanceTimersByTimeAsync(0);
      expect(log.getSnapshot().phase).toBe('following');
      return log;
    }

    it('goes on at the byte where a stream broke', async () => {
      const memory = new MemoryLog('a\n');
      const log = await followed(memory);
      memory.break();
      await jest.advanceTimersByTimeAsync(0);
      expect(log.getSnapshot().phase).toBe('interrupted');
      memory.write('b\n');
      await jest.advanceTimersByTimeAsync(1_100);
      expect(memory.requests.at(-1)).toEqual({ offset: 2, follow: true });
      expect(shown(log)).toEqual(['a', 'b']);
      expect(log.getSnapshot().phase).toBe('following');
      log.close();
    });

    it('asks every second where streams do not stay open', async () => {
      const memory = new MemoryLog('a\n');
      const log = await followed(memory);
      for (let i = 0; i < 3; i += 1) {
        memory.break();
        await jest.advanceTimersByTimeAsync(16_000);
      }
      expect(log.getSnapshot().phase).toBe('polling');
      memory.write('b\n');
      await jest.advanceTimersByTimeAsync(1_100);
      expect(shown(log)).toEqual(['a', 'b']);
      expect(memory.requests.at(-1)?.follow).toBe(false);
      log.close();
    });

    it('asks every second where a stream stays open and lets nothing through', async () => {
      const memory = new MemoryLog('a\n');
      memory.holdsBack = true;
      const log = await followed(memory);
      memory.write('b\n');
      await jest.advanceTimersByTimeAsync(12_000);
      expect(shown(log)).toEqual(['a', 'b']);
      expect(log.getSnapshot().phase).toBe('polling');
      log.close();
    });

    it('leaves a quiet stream alone', async () => {
      const memory = new MemoryLog('a\n');
      const log = await followed(memory);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(log.getSnapshot().phase).toBe('following');
      expect(memory.requests.filter(({ follow }) => follow)).toHaveLength(1);
      log.close();
    });

    it('does not ask again for what is refused', async () => {
      const memory = new MemoryLog('a\n');
      const log = await followed(memory);
      memory.failure = await ResponseError.fromResponse(
        new Response('{}', { status: 403 }) as never,
      );
      memory.break();
      await jest.advanceTimersByTimeAsync(5_000);
      expect(log.getSnapshot().phase).toBe('failed');
    });
  });

  it('says what went wrong when nothing could be read', async () => {
    const memory = new MemoryLog('a\n');
    memory.failure = new Error('no such log');
    const log = new LogDocument(memory, true);
    await log.open();
    expect(log.getSnapshot()).toMatchObject({
      phase: 'failed',
      error: expect.objectContaining({ message: 'no such log' }),
    });
  });

  it('ends its requests when it is closed', async () => {
    const memory = new MemoryLog('a\n');
    const log = new LogDocument(memory, true);
    const done = log.open();
    await when(log, () => log.getSnapshot().phase === 'following');
    log.close();
    await done;
    expect(memory.signals.at(-1)?.aborted).toBe(true);
  });
});
