import type { LogSearchEvent } from '@mlops/plugin-mlops-common';
import { findFirstError } from './findFirstError';
import { searchLog, type LogSearch } from './searchLog';

const ESC = '\u001b';

/** A log that comes in pieces of a size. */
async function* inPieces(log: Buffer, piece: number) {
  for (let at = 0; at < log.length; at += piece) {
    yield log.subarray(at, at + piece);
  }
}

async function search(
  log: string,
  text: string,
  more: Partial<LogSearch> = {},
  piece = 5,
) {
  const events: LogSearchEvent[] = [];
  const source = inPieces(Buffer.from(log), piece);
  const start = { offset: 0, line: 0 };
  const wanted = { text, from: 0, limit: 100, ...more };
  for await (const event of searchLog(source, start, wanted)) {
    events.push(event);
  }
  return {
    lines: events.flatMap(event =>
      event.type === 'line' ? [[event.line, event.offset, event.hits]] : [],
    ),
    end: events.at(-1),
  };
}

describe('searchLog', () => {
  it.each([1, 2, 3, 7, 1_000])(
    'finds lines however the log is cut: in pieces of %i bytes',
    async piece => {
      const log = 'größe 数字\nLoss 1, loss 2\n\nnone\nloss 🎉';
      expect(await search(log, 'loss', {}, piece)).toEqual({
        lines: [
          [2, 15, 2],
          [5, 36, 1],
        ],
        end: { type: 'end', to: 36, complete: true },
      });
      expect((await search(log, '字', {}, piece)).lines).toEqual([[1, 0, 1]]);
      const exact = await search(log, 'loss', { matchCase: true }, piece);
      expect(exact.lines.map(([line, , hits]) => [line, hits])).toEqual([
        [2, 1],
        [5, 1],
      ]);
    },
  );

  it('sees what a reader sees', async () => {
    const log = `${ESC}[31mlo${ESC}[0mss\n1%\r99%\n${ESC}]0;hidden\u0007x\n`;
    expect((await search(log, 'loss')).lines).toEqual([[1, 0, 1]]);
    expect((await search(log, '99%')).lines).toHaveLength(1);
    expect((await search(log, '1%')).lines).toEqual([]);
    expect((await search(log, 'hidden')).lines).toEqual([]);
  });

  it('ends at its limit and says where to go on', async () => {
    const log = 'a\n'.repeat(10);
    const { lines, end } = await search(log, 'a', { limit: 3 });
    expect(lines.map(([line]) => line)).toEqual([1, 2, 3]);
    expect(end).toEqual({ type: 'end', to: 6, complete: false });
    const exactly = await search(log, 'a', { limit: 10 });
    expect(exactly.end).toMatchObject({ complete: true });
  });

  it('leaves out lines before the one it is to begin with', async () => {
    const { lines } = await search('a\na\na\n', 'a', { from: 2 });
    expect(lines).toEqual([
      [2, 2, 1],
      [3, 4, 1],
    ]);
  });

  it('counts a line that is too long to be held as one', async () => {
    const long = `needle${'x'.repeat(3_000_000)}needle`;
    const { lines } = await search(`a\n${long}\nneedle`, 'needle', {}, 70_000);
    expect(lines).toEqual([
      [2, 2, 2],
      [3, 3_000_015, 1],
    ]);
  });
});

describe('findFirstError', () => {
  const found = (log: string, piece = 9) =>
    findFirstError(inPieces(Buffer.from(log), piece));

  it.each([
    'Traceback (most recent call last):',
    '2026-01-01 12:00:00 ERROR something broke',
    '[ERROR] something broke',
    '{"level": "error", "msg": "broke"}',
    'time=1 level=fatal msg=x',
    `${ESC}[31mERROR${ESC}[0m: x`,
    'ValueError: could not convert',
    'java.lang.IllegalStateException: x',
    'Exception in thread "main" java.lang.RuntimeException: x',
    'main.c:3:5: error: expected ;',
    'error[E0308]: mismatched types',
    'fatal: not a git repository',
    'panic: runtime error',
    'sh: 1: nonsense: not found',
    'bash: nonsense: command not found',
    'cp: x: Permission denied',
    'tar: x: No space left on device',
    'Segmentation fault (core dumped)',
    'Killed',
    'torch.OutOfMemoryError: CUDA out of memory.',
  ])('takes %j for an error', async line => {
    const before = 'epoch 1\nepoch 2\n';
    expect(await found(`${before}${line}\nValueError: later\n`)).toEqual({
      line: 3,
      offset: before.length,
    });
  });

  it.each([
    '0 errors, 0 warnings',
    'error rate 0.1',
    'mean_absolute_error=0.3',
    'UserWarning: no error here',
    'ERROR_RATE=1',
    'raise ValueError if needed',
    'killed two birds',
    'no panic',
  ])('does not take %j for one', async line => {
    expect(await found(`${line}\n`)).toBeNull();
  });
});
