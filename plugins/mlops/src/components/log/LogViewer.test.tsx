import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { MemoryLog } from '../../__testUtils__/MemoryLog';
import type { LineRange } from './lineRange';
import { LogViewer } from './LogViewer';

function show(
  log: MemoryLog,
  more: { live?: boolean; linked?: LineRange | null } = {},
) {
  const onLink = jest.fn();
  const result = renderInTestApp(
    <LogViewer
      source={log}
      live={more.live ?? true}
      fileName="task.log"
      linked={more.linked ?? null}
      onLink={onLink}
    />,
  );
  return { ...result, onLink };
}

const write = (log: MemoryLog, text: string) =>
  act(async () => log.write(text));

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `row ${i + 1}\n`).join('');

/** Puts the view so many pixels below the top. */
function scrollTo(scrollTop: number) {
  const frame = screen.getByRole('log');
  frame.scrollTop = scrollTop;
  fireEvent.scroll(frame);
}

describe('LogViewer', () => {
  beforeAll(layoutInTests);
  beforeEach(() => window.localStorage.clear());

  it('shows what is written as it is written', async () => {
    const log = new MemoryLog('epoch 1\n');
    show(log);
    expect(await screen.findByText('epoch 1')).toBeInTheDocument();
    await write(log, 'epoch 2\n');
    expect(await screen.findByText('epoch 2')).toBeInTheDocument();
    expect(screen.queryByText(/Jump to end/)).not.toBeInTheDocument();
  });

  it('opens at the end, and stops following when one scrolls up', async () => {
    const log = new MemoryLog(numbered(500));
    show(log);
    expect(await screen.findByText('row 500')).toBeInTheDocument();
    expect(screen.queryByText('row 1')).not.toBeInTheDocument();
    scrollTo(2_000);
    expect(await screen.findByText('row 110')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Jump to end' }),
    ).toBeInTheDocument();
    await write(log, 'three\nfour\n');
    const pill = await screen.findByRole('button', {
      name: 'Jump to end · 2 new lines',
    });
    expect(screen.getByRole('log').scrollTop).toBe(2_000);
    await userEvent.click(pill);
    expect(await screen.findByText('four')).toBeInTheDocument();
    expect(screen.queryByText(/Jump to end/)).not.toBeInTheDocument();
  });

  it('finds in all of the log, counts, and steps through hits by keyboard', async () => {
    const log = new MemoryLog(`${numbered(1_000)}Loss, loss\n`);
    log.found = [
      { type: 'line', line: 3, offset: 12, hits: 1 },
      { type: 'line', line: 1_001, offset: 8_893, hits: 2 },
      { type: 'end', to: 8_893, complete: true },
    ];
    show(log, { live: false });
    await screen.findByText('row 1000');
    const field = screen.getByRole('searchbox');
    await userEvent.type(field, 'loss');
    expect(await screen.findByText('1 of 3')).toBeInTheDocument();
    expect(log.searched).toEqual([{ text: 'loss', from: 0 }]);
    expect(await screen.findByText('row 3')).toBeInTheDocument();
    await userEvent.type(field, '{Enter}');
    expect(await screen.findByText('2 of 3')).toBeInTheDocument();
    expect(await screen.findAllByText(/^loss$/i)).toHaveLength(2);
    await userEvent.type(field, '{Shift>}{Enter}{Enter}{/Shift}');
    expect(await screen.findByText('3 of 3')).toBeInTheDocument();
    log.found = [{ type: 'end', to: 0, complete: true }];
    await userEvent.clear(field);
    await userEvent.type(field, 'zzz');
    expect(await screen.findByText('not found')).toBeInTheDocument();
  });

  it('goes on to search what is written meanwhile', async () => {
    const log = new MemoryLog('loss 1\n');
    log.found = [
      { type: 'line', line: 1, offset: 0, hits: 1 },
      { type: 'end', to: 7, complete: true },
    ];
    show(log);
    await screen.findByText('loss 1');
    await userEvent.type(screen.getByRole('searchbox'), 'loss');
    expect(await screen.findByText('1 of 1')).toBeInTheDocument();
    log.found = [
      { type: 'line', line: 2, offset: 7, hits: 1 },
      { type: 'end', to: 14, complete: true },
    ];
    await write(log, 'loss 2\n');
    expect(
      await screen.findByText('1 of 2', {}, { timeout: 5_000 }),
    ).toBeInTheDocument();
    expect(log.searched[1]).toEqual({ text: 'loss', from: 7 });
  });

  it('says when there are more hits than it lists', async () => {
    const log = new MemoryLog('a\n');
    log.found = [
      { type: 'line', line: 1, offset: 0, hits: 1 },
      { type: 'end', to: 2, complete: false },
    ];
    show(log);
    await screen.findByText('a');
    await userEvent.type(screen.getByRole('searchbox'), 'a');
    expect(await screen.findByText('1 of 1+')).toBeInTheDocument();
    expect(screen.getByText(/Too many lines to list/)).toBeInTheDocument();
  });

  it('goes to the first error and marks it', async () => {
    const log = new MemoryLog(numbered(1_000));
    log.error = { line: 40, offset: 300 };
    const { onLink } = show(log, { live: false });
    await screen.findByText('row 1000');
    const button = screen.getByRole('button', { name: 'First error' });
    await userEvent.click(button);
    expect(await screen.findByText('row 40')).toBeInTheDocument();
    expect(onLink).toHaveBeenCalledWith({ first: 40, last: 40 });
    log.error = null;
    await userEvent.click(button);
    expect(
      await screen.findByText('No line reads like an error.'),
    ).toBeInTheDocument();
  });

  it('goes to a line, to the start and to the end', async () => {
    show(new MemoryLog(numbered(50_000)), { live: false });
    await screen.findByText('row 50000');
    const field = screen.getByRole('textbox', { name: /Go to line/ });
    await userEvent.type(field, '20000{Enter}');
    expect(await screen.findByText('row 20000')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to the start' }),
    );
    expect(await screen.findByText('row 1')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Jump to end' }));
    expect(await screen.findByText('row 50000')).toBeInTheDocument();
  });

  it('shows when lines were written, and remembers that one wants it', async () => {
    const log = new MemoryLog('one\ntwo\n');
    log.written = [
      { offset: 0, at: '2026-03-01T10:00:00.123Z' },
      { offset: 4, at: '2026-03-01T10:00:01.456Z' },
    ];
    const { unmount } = show(log);
    await screen.findByText('two');
    expect(document.querySelector('time')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Times' }));
    await waitFor(() =>
      expect(
        [...document.querySelectorAll('time')].map(time => time.dateTime),
      ).toEqual(log.written.map(({ at }) => at)),
    );
    const [first] = document.querySelectorAll('time');
    expect(first).toHaveTextContent(/^\d\d:\d\d:00\.123$/);
    expect(first.title).toContain('2026-03-01T10:00:00.123Z');
    unmount();
    show(log);
    await waitFor(() =>
      expect(document.querySelectorAll('time')).toHaveLength(2),
    );
  });

  it('links lines by their number, and with Shift all from the one before', async () => {
    const log = new MemoryLog(numbered(5));
    const { onLink } = show(log);
    await userEvent.click(await screen.findByRole('link', { name: 'Line 2' }));
    expect(onLink).toHaveBeenCalledWith({ first: 2, last: 2 });
    const user = userEvent.setup();
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('link', { name: 'Line 4' }));
    expect(onLink).toHaveBeenLastCalledWith({ first: 2, last: 4 });
  });

  it('shows the lines of a link and does not follow', async () => {
    const log = new MemoryLog(numbered(50_000));
    show(log, { linked: { first: 300, last: 302 } });
    expect(await screen.findByText('row 301')).toBeInTheDocument();
    const marked = [...document.querySelectorAll('[data-row]')]
      .filter(({ className }) => className.includes('linked'))
      .map(row => row.getAttribute('data-row'));
    expect(marked).toEqual(['299', '300', '301']);
    await write(log, 'more\n');
    expect(screen.getByText('row 301')).toBeInTheDocument();
  });

  it('copies the marked lines as they read', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    const log = new MemoryLog('one\n\u001b[31mtwo\u001b[0m\n1%\r2%\nfour\n');
    show(log, { linked: { first: 2, last: 3 } });
    await screen.findByText('four');
    await user.click(screen.getByRole('button', { name: /^Copy/ }));
    expect(
      await screen.findByText('The marked lines are copied.'),
    ).toBeInTheDocument();
    expect(copied).toHaveBeenCalledWith('two\n2%');
  });

  it('says that nothing was written yet', async () => {
    show(new MemoryLog());
    expect(
      await screen.findByText('Nothing was written yet'),
    ).toBeInTheDocument();
  });

  it('draws markup and what steers a terminal as text or not at all', async () => {
    const title = document.title;
    const { container } = show(
      new MemoryLog(
        [
          '<b onclick="x()">hi</b>',
          '<script>document.title = "owned"</script>',
          '\u001b]0;owned\u0007title',
          '\u001b]8;;javascript:alert(1)\u001b\\link\u001b]8;;\u001b\\',
          '\u001b[38;2;1;2;3;url(javascript:alert(1))mcolour',
          '\u001b[2J\u001b[1;1Hcleared',
        ].join('\n'),
      ),
    );
    expect(
      await screen.findByText('<b onclick="x()">hi</b>'),
    ).toBeInTheDocument();
    for (const text of ['title', 'link', 'cleared']) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(container.querySelector('b, script')).toBeNull();
    const links = [...container.querySelectorAll('a')].map(link =>
      link.getAttribute('href'),
    );
    expect(links.filter(href => !/^#L\d+$/.test(href ?? ''))).toEqual([]);
    expect(document.title).toBe(title);
    expect(container.innerHTML).not.toContain('\u001b');
    expect(container.innerHTML).not.toMatch(/style="[^"]*url\(/);
  });

  it('cuts a very long line and shows it whole when asked', async () => {
    show(new MemoryLog(`${'x'.repeat(10_000)}END\n`));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 6003 more characters' }),
    );
    expect(await screen.findByText(/END$/)).toBeInTheDocument();
  });

  it('tells what went wrong and tries again when asked', async () => {
    const log = new MemoryLog('here\n');
    log.failure = new Error('The log is gone');
    show(log);
    expect(await screen.findByText(/The log is gone/)).toBeInTheDocument();
    log.failure = null;
    await userEvent.click(screen.getByRole('button', { name: /again|retry/i }));
    expect(await screen.findByText('here')).toBeInTheDocument();
  });

  it('ends its requests when one leaves', async () => {
    const log = new MemoryLog('one\n');
    const { unmount } = show(log);
    await screen.findByText('one');
    unmount();
    expect(log.signals.every(signal => signal.aborted)).toBe(true);
  });
});
