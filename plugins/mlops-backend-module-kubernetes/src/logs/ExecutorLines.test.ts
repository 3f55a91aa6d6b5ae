import { ExecutorLines } from './ExecutorLines';

const TEXT = {
  begin:
    'time="2026-11-26T01:48:05.200Z" level=info msg="capturing logs" argo=true\n',
  exit: 'time="2026-11-26T01:48:07.203Z" level=info msg="sub-process exited" argo=true error="<nil>"\n',
  saved:
    'time="2026-11-26T01:48:07.203Z" level=error msg="cannot save parameter /mlops/outputs/outputs.json" argo=true error="stat /x: no such file or directory"\n',
};
const JSON_LINES = {
  begin:
    '{"argo":true,"level":"info","msg":"capturing logs","time":"2026-11-26T01:48:05.200Z"}\n',
  exit: '{"argo":true,"error":null,"level":"info","msg":"sub-process exited","time":"2026-11-26T01:48:07.203Z"}\n',
  saved:
    '{"argo":true,"level":"info","msg":"no need to save parameter","time":"2026-11-26T01:48:07.203Z"}\n',
};
const VERDICT = 'Error: exit status 3\n';

/** What is left of lines, and how much of it was told before the end. */
function left(...lines: string[]): { whole: string; early: string } {
  const filter = new ExecutorLines(false);
  const text = (parts: ReadonlyArray<{ bytes: Buffer }>) =>
    parts.map(({ bytes }) => bytes.toString()).join('');
  const early = text(
    lines.flatMap(line => filter.push({ bytes: Buffer.from(line) })),
  );
  return { early, whole: early + text(filter.end()) };
}

describe.each(Object.entries({ text: TEXT, JSON: JSON_LINES }))(
  'ExecutorLines, told as %s',
  (_, { begin, exit, saved }) => {
    it('takes out what the executor says, and leaves what the task has said in the same words', () => {
      const { whole } = left(
        begin,
        ...[begin, 'a\n', exit, saved, VERDICT, 'b\n'],
        ...[exit, saved, VERDICT],
      );
      expect(whole).toBe(`${begin}a\n${exit}${saved}${VERDICT}b\n`);
    });

    it('finds its words behind a line that the task left open, and keeps what comes late from the other stream', () => {
      const { whole } = left(
        ...['first\n', begin, `open${exit}`, 'late\n', saved, VERDICT, 'end'],
      );
      expect(whole).toBe('first\nopenlate\nend');
    });

    it('leaves all as it is of a container that was killed', () => {
      const { early } = left(begin, 'a\n', VERDICT, saved);
      expect(early).toBe(`a\n${VERDICT}${saved}`);
    });
  },
);

describe('ExecutorLines', () => {
  it('holds nothing back but what may be the end, and that only for a while', () => {
    const line = `${'x'.repeat(100_000)}\n`;
    const { early } = left(TEXT.begin, TEXT.exit, ...Array(20).fill(line));
    expect(early.startsWith(TEXT.exit)).toBe(true);
  });
});
