import fc from 'fast-check';
import { RuntimeLog, type Written } from '../__testUtils__/RuntimeLog';
import { GrowingLog, type Restored } from './GrowingLog';
import type { Executor } from './LoggedPod';
import type { PieceIndex } from './LogPiece';

const BEGIN =
  'time="2026-11-26T01:48:05.200Z" level=info msg="capturing logs" argo=true\n';
const EXIT =
  'time="2026-11-26T01:48:07.203Z" level=info msg="sub-process exited" argo=true error="<nil>"\n';
const SAVED =
  'time="2026-11-26T01:48:07.203Z" level=info msg="no need to save parameter - on overlapping volume: /x" argo=true\n';
const VERDICT = 'Error: exit status 3\n';

const executor = (text: string): Written => ({
  stream: 'stderr',
  bytes: Buffer.from(text),
  after: 1_000,
});

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map(array => Buffer.from(array)),
  fc.string({ maxLength: 30 }).map(text => Buffer.from(`${text}\n`)),
  fc
    .constantFrom(
      ...['\n', 'no end', '\u001b[31mred\u001b[0m\n', '\0\0\n', 'ä', '\r'],
      ...[BEGIN, EXIT, SAVED, VERDICT],
      // As it begins in the log, and no time at all.
      ...['2026-11-26T01:48:05.200845073Z x\n', ' \n', 'time="'],
      'x'.repeat(9_000),
    )
    .map(text => Buffer.from(text)),
);

/** Several at the same time, many in one second, and some after a long while. */
const after = fc.constantFrom(0, 1, 999, 5_000_000, 400_000_000, 7_000_000_000);

const written = (stream: fc.Arbitrary<Written['stream']>) =>
  fc.array(fc.record({ stream, bytes, after }), { maxLength: 40 });

/** A backend that may be killed, and what it has put away. */
class Backend {
  readonly pieces: Array<{ offset: number; bytes: Buffer; index: PieceIndex }> =
    [];
  log: GrowingLog;
  readonly #executor: Executor;

  constructor(who: Executor = 'telling') {
    this.#executor = who;
    this.log = new GrowingLog(who);
  }

  keep(): void {
    const piece = this.log.piece();
    if (!piece) return;
    this.pieces.push(piece);
    this.log.kept(piece);
  }

  /** What is not put away is lost. */
  restart(): void {
    const last = this.pieces.at(-1);
    const restored: Restored | undefined = last && {
      kept: last.offset + last.bytes.length,
      index: JSON.parse(JSON.stringify(last.index)),
      times: this.pieces.flatMap(({ index }) => index.times),
    };
    this.log = new GrowingLog(this.#executor, restored);
  }

  get all(): Buffer {
    const kept = this.pieces.map(piece => piece.bytes);
    const { offset = 0, bytes: tail = Buffer.alloc(0) } =
      this.pieces.at(-1) ?? {};
    const newest = this.log.from(offset + tail.length) ?? Buffer.alloc(0);
    return Buffer.concat([...kept, newest]);
  }
}

/** What happens while a log is read: bytes come, pieces are put away, connections and backends end. */
const course = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: 3_000 }) },
    fc.constantFrom<'keep' | 'cut' | 'kill'>('keep', 'keep', 'cut', 'kill'),
  ),
  { maxLength: 60 },
);

function follow(
  backend: Backend,
  log: RuntimeLog,
  steps: ReadonlyArray<number | 'keep' | 'cut' | 'kill'>,
  first = 0,
  isOver = false,
): void {
  let reading = Buffer.alloc(0);
  let at = 0;
  const read = () => {
    reading = log.read(backend.log.since, first);
    at = 0;
    backend.log.begin();
  };
  const push = (count: number) => {
    const chunk = reading.subarray(at, at + count);
    if (chunk.length > 0) backend.log.push(chunk);
    at += chunk.length;
  };
  read();
  for (const step of steps) {
    if (step === 'kill') backend.restart();
    if (typeof step === 'number') push(step);
    else if (step === 'keep') backend.keep();
    else read();
  }
  if (!isOver) return;
  // The container has ended: the log is read once more.
  read();
  push(Infinity);
  backend.log.end();
  backend.keep();
}

describe('GrowingLog', () => {
  it('keeps exactly what was written, whatever the bytes, the cuts and the restarts', () => {
    fc.assert(
      fc.property(
        written(fc.constantFrom('stdout', 'stderr')),
        course,
        (writes, steps) => {
          const log = new RuntimeLog(8_192);
          log.write(executor(BEGIN));
          writes.forEach(write => log.write(write));
          const before = log.length;
          log.end();
          const wanted = log.bytes(1);
          expect(before).toBeGreaterThan(0);
          log.write(executor(EXIT));
          log.write(executor(SAVED));
          const backend = new Backend();
          follow(backend, log, steps, 0, true);
          expect(backend.all.toString('latin1')).toBe(
            wanted.toString('latin1'),
          );
          expect(backend.log.gaps).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes nothing for the words of an executor where there is none', () => {
    fc.assert(
      fc.property(
        written(fc.constantFrom('stdout', 'stderr')),
        course,
        (writes, steps) => {
          const log = new RuntimeLog(8_192);
          for (const text of [BEGIN, EXIT, VERDICT]) log.write(executor(text));
          writes.forEach(write => log.write(write));
          log.write(executor(EXIT));
          log.write(executor(VERDICT));
          log.end();
          const backend = new Backend('none');
          follow(backend, log, steps, 0, true);
          expect(backend.all.toString('latin1')).toBe(
            log.bytes().toString('latin1'),
          );
          expect(backend.log.gaps).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is silent of nothing that a machine has rotated away', () => {
    const rotated = fc.record({
      steps: course,
      /** Share of the lines that are gone afterwards. */
      gone: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        // What says in the executor's words that it begins is taken for it where the executor's own line is gone.
        written(fc.constantFrom('stdout', 'stderr')).filter(writes =>
          writes.every(write => !write.bytes.includes('capturing logs')),
        ),
        fc.array(rotated, { maxLength: 4 }),
        (writes, rounds) => {
          const log = new RuntimeLog(8_192);
          log.write(executor(BEGIN));
          // Lines of one nanosecond cannot be told apart if the first of them is gone.
          writes.forEach(write =>
            log.write({ ...write, after: write.after + 1 }),
          );
          log.end();
          const wanted = log.bytes(1).toString('latin1');
          const last = log.length;
          log.write(executor(EXIT));
          const backend = new Backend();
          let first = 0;
          for (const { steps, gone } of rounds) {
            follow(backend, log, steps, first);
            // Of a line that is torn by it, what was read before comes once more behind the gap that is told.
            const next = log.lineFrom(Math.floor(gone * last));
            if (next <= last) first = Math.max(first, next);
          }
          follow(backend, log, [], first, true);
          const all = backend.all.toString('latin1');
          const gaps = [...backend.log.gaps].sort((a, b) => a - b);
          expect(gaps.length > 0 || all === wanted).toBe(true);
          const segments = [0, ...gaps].map((from, place) =>
            all.slice(from, gaps[place]),
          );
          let at = 0;
          for (const segment of segments) {
            const found = wanted.indexOf(segment, at);
            expect(found).toBeGreaterThanOrEqual(0);
            at = found + segment.length;
          }
          expect(wanted.endsWith(segments.at(-1) ?? '')).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes the executor out where a stream has no line feed at its end', () => {
    fc.assert(
      fc.property(
        written(fc.constantFrom('stdout')),
        fc.string({ maxLength: 20 }),
        course,
        (writes, tail, steps) => {
          const log = new RuntimeLog(8_192);
          log.write(executor(BEGIN));
          writes.forEach(write => log.write(write));
          const end = Buffer.from(tail.replace(/[^ -~]/g, ''));
          log.write({ stream: 'stderr', bytes: end, after: 1 });
          log.write(executor(EXIT));
          log.write(executor(SAVED));
          log.write(executor(VERDICT));
          log.end();
          const backend = new Backend();
          follow(backend, log, steps, 0, true);
          const wanted = Buffer.concat(writes.map(write => write.bytes));
          const whole = Buffer.concat([wanted, end]).toString('latin1');
          const got = backend.all.toString('latin1');
          // What a stream has behind its last line feed comes when it is closed.
          expect([...got].sort().join('')).toBe([...whole].sort().join(''));
        },
      ),
    );
  });

  it('tells the time of each burst by its first byte, also after restarts', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    const line = (text: string, seconds: number): Written => ({
      stream: 'stdout',
      bytes: Buffer.from(text),
      after: seconds * 1e9,
    });
    ['one\n', 'two\n', 'three'].forEach(text => log.write(line(text, 0.3)));
    log.end();
    for (const steps of [[], [200, 'keep', 'kill', 90, 'cut']] as const) {
      const backend = new Backend();
      follow(backend, log, [...steps], 0, true);
      expect(backend.all.toString()).toBe('one\ntwo\nthree');
      expect(backend.log.times.map(({ offset }) => offset)).toEqual([0, 4, 8]);
      const [first, second] = backend.log.times;
      expect(second.at - first.at).toBe(300);
    }
  });

  it('marks where a machine has rotated away what was not read, and goes on behind it', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    const count = 1_000;
    for (let i = 0; i < count; i++) {
      log.write({
        stream: 'stdout',
        bytes: Buffer.from(`line ${i}\n`),
        after: 10_000_000,
      });
    }
    const backend = new Backend();
    backend.log.push(log.read(undefined, 0, 101));
    backend.keep();
    backend.restart();
    backend.log.begin();
    backend.log.push(log.read(backend.log.since, 500));
    backend.log.end();
    const [gap] = backend.log.gaps;
    expect(backend.log.gaps).toEqual([gap]);
    expect(backend.all.subarray(gap)).toEqual(log.bytes(500));
    expect(backend.all.subarray(0, gap)).toEqual(log.bytes(1).subarray(0, gap));
  });

  it('marks that the beginning is missing, which the executor would have said', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    log.write({ stream: 'stdout', bytes: Buffer.from('a\nb\n'), after: 1 });
    const said = new GrowingLog('telling');
    said.push(log.read(undefined, 2));
    said.end();
    expect(said.gaps).toEqual([0]);
    const quiet = new GrowingLog('quiet');
    quiet.push(log.read(undefined, 2));
    quiet.end();
    expect(quiet.gaps).toEqual([]);
  });

  it('marks what is gone before the task was heard, though the executor was', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    const read = new GrowingLog('telling');
    read.push(log.read(undefined));
    log.write({ stream: 'stdout', bytes: Buffer.from('a\nb\n'), after: 1 });
    read.begin();
    read.push(log.read(read.since, 2));
    read.end();
    expect(read.gaps).toEqual([0]);
    expect(String(read.from(0))).toBe('b\n');
  });

  it('takes no complaint of the kubelet for a log, and what it had read before for all there is', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    log.write({ stream: 'stdout', bytes: Buffer.from('a\n'), after: 1 });
    log.write(executor(EXIT));
    log.write({ stream: 'stdout', bytes: Buffer.from('b'), after: 1 });
    log.end();
    const complaint = Buffer.from('unable to retrieve container logs for x');
    const kept = new GrowingLog('telling');
    kept.begin();
    kept.push(complaint);
    kept.begin();
    kept.push(log.read(undefined));
    kept.begin();
    kept.push(complaint);
    kept.begin();
    expect(() =>
      kept.push(Buffer.from(`${'not a line '.repeat(9)}\n`)),
    ).toThrow(/no time in front of/);
    kept.end();
    expect(kept.from(0)?.toString()).toBe('a\nb');
  });

  it('keeps what came before a complaint of the kubelet', () => {
    const log = new RuntimeLog(8_192);
    log.write(executor(BEGIN));
    log.write({ stream: 'stdout', bytes: Buffer.from('a\n'), after: 1 });
    log.write(executor(EXIT));
    log.write({ stream: 'stdout', bytes: Buffer.from('b\n'), after: 1 });
    const complaint = Buffer.from('failed to read log file "x"\n');
    const kept = new GrowingLog('telling');
    kept.push(Buffer.concat([log.read(undefined), complaint]));
    expect(() => kept.push(complaint)).toThrow(/no time in front of/);
    kept.end();
    expect(kept.from(0)?.toString()).toBe('a\nb\n');
  });

  it.each([
    ['3', BEGIN, ''],
    [
      '4',
      'time=2026-11-26T11:52:56.290Z level=INFO msg="capturing logs" argo=true\n',
      'time=2026-11-26T11:52:56.292Z level=INFO msg="waiting for signals" argo=true signalPath=/s\n',
    ],
  ])(
    'knows the executor of Argo %s again behind what the task wrote first, as the other stream may be late',
    (_, begin, waiting) => {
      const at = (second: number, text: string) =>
        text === '' ? '' : `2026-11-26T12:10:4${second}.000000000Z ${text}`;
      const backend = new Backend();
      const lines = [
        at(1, 'from a file\n'),
        ...[at(2, begin), at(3, waiting), at(4, 'more\n')],
      ];
      for (let upTo = 1; upTo <= lines.length; upTo += 1) {
        backend.log.begin();
        backend.log.push(Buffer.from(lines.slice(0, upTo).join('')));
        backend.keep();
        if (upTo === 2) backend.restart();
      }
      backend.log.end();
      expect(String(backend.all)).toBe('from a file\nmore\n');
    },
  );
});
