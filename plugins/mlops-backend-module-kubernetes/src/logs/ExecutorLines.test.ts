import { ExecutorLines, NOTHING_SAID } from './ExecutorLines';

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
/** Of Argo 4, which adds what it has to add in any order. */
const NEWER_TEXT = {
  begin:
    'time=2026-11-26T11:52:56.290Z level=INFO msg="capturing logs" argo=true\n',
  exit: 'time=2026-11-26T11:53:01.294Z level=INFO msg="sub-process exited" error=<nil> argo=true\n',
  saved:
    'time=2026-11-26T11:53:01.295Z level=INFO msg="no need to save parameter - on overlapping volume" argo=true src=/mlops/outputs/outputs.json\n',
};
const NEWER_JSON = {
  begin:
    '{"time":"2026-11-26T11:52:56.29Z","level":"INFO","msg":"capturing logs","argo":true}\n',
  exit: '{"time":"2026-11-26T11:53:01.294Z","level":"INFO","msg":"sub-process exited","error":null,"argo":true}\n',
  saved:
    '{"time":"2026-11-26T11:53:01.295Z","level":"INFO","msg":"no need to save artifact","argo":true,"srcPath":"/x"}\n',
};
const WAITING =
  'time=2026-11-26T11:52:56.292Z level=INFO msg="waiting for signals" argo=true signalPath=/var/run/argo/ctr/main/signal\n';
const LEAVING =
  'time=2026-11-26T11:53:01.294Z level=INFO msg="file signal handler exiting due to context cancellation" argo=true\n';
const RECEIVED =
  'time=2026-11-26T11:53:00.294Z level=INFO msg="received signal" signal=15 signalPath=/var/run/argo/ctr/main/signal argo=true\n';
const VERDICT = 'Error: exit status 3\n';

/** What is left of lines, and how much of it was told before the end. */
function left(...lines: string[]): { whole: string; early: string } {
  const filter = new ExecutorLines(NOTHING_SAID);
  const text = (parts: ReadonlyArray<{ bytes: Buffer }>) =>
    parts.map(({ bytes }) => bytes.toString()).join('');
  const early = text(
    lines.flatMap(line => filter.push({ bytes: Buffer.from(line) })),
  );
  return { early, whole: early + text(filter.end()) };
}

const FORMS = {
  text: TEXT,
  JSON: JSON_LINES,
  'text of Argo 4': NEWER_TEXT,
  'JSON of Argo 4': NEWER_JSON,
};

describe.each(Object.entries(FORMS))(
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
  const { begin, exit, saved } = NEWER_TEXT;

  it.each([
    ['before', [LEAVING, exit, saved]],
    ['after', [exit, LEAVING, saved]],
    ['after all', [exit, saved, LEAVING]],
    ['asked to', [RECEIVED, 'late\n', LEAVING, exit]],
    ['never', [exit, saved]],
  ])(
    'takes out what Argo 4 says of signals, which comes in any order: %s',
    (_, end) => {
      const own = [WAITING, LEAVING, exit];
      const { whole } = left(begin, WAITING, 'a\n', ...own, 'b\n', ...end);
      const late = end.includes('late\n') ? 'late\n' : '';
      expect(whole).toBe(`a\n${own.join('')}b\n${late}`);
    },
  );

  it('leaves what a task says in the words of another version', () => {
    expect(left(TEXT.begin, WAITING, 'a\n', TEXT.exit).whole).toBe(
      `${WAITING}a\n`,
    );
  });

  it('holds nothing back but what may be the end, and that only for a while', () => {
    const line = `${'x'.repeat(100_000)}\n`;
    const { early } = left(TEXT.begin, TEXT.exit, ...Array(20).fill(line));
    expect(early.startsWith(TEXT.exit)).toBe(true);
  });
});
