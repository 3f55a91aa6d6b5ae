import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { LogViewer } from './LogViewer';
import type { LogSource } from './LogSource';

const encode = (text: string) => new TextEncoder().encode(text);

/** A log that is written while it is read. */
function liveLog(begin: string) {
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
  const signals: AbortSignal[] = [];
  const source: LogSource = {
    async read({ signal }) {
      signals.push(signal);
      return {
        size: encode(begin).length,
        bytes: new ReadableStream<Uint8Array>({
          start: controller => {
            writer = controller;
            if (begin) controller.enqueue(encode(begin));
          },
        }),
      };
    },
  };
  return {
    source,
    signals,
    write: (text: string) => act(async () => writer?.enqueue(encode(text))),
  };
}

function show(
  source: LogSource,
  live = true,
  linkedLine: number | null = null,
) {
  const onLink = jest.fn();
  const result = renderInTestApp(
    <LogViewer
      source={source}
      live={live}
      fileName="task.log"
      linkedLine={linkedLine}
      onLink={onLink}
    />,
  );
  return { ...result, onLink };
}

/** Puts the view `scrollTop` pixels below the top of a log that is 2000 pixels high. */
function scrollTo(scrollTop: number) {
  const frame = screen.getByRole('log');
  Object.defineProperty(frame, 'scrollHeight', {
    configurable: true,
    get: () => 2_000,
  });
  Object.defineProperty(frame, 'clientHeight', {
    configurable: true,
    get: () => 600,
  });
  frame.scrollTop = scrollTop;
  fireEvent.scroll(frame);
}

describe('LogViewer', () => {
  beforeAll(layoutInTests);

  it('shows what is written as it is written', async () => {
    const log = liveLog('epoch 1\n');
    show(log.source);
    expect(await screen.findByText('epoch 1')).toBeInTheDocument();
    await log.write('epoch 2\n');
    expect(await screen.findByText('epoch 2')).toBeInTheDocument();
    expect(screen.queryByText(/Jump to end/)).not.toBeInTheDocument();
  });

  it('stops following when one scrolls up and counts what comes', async () => {
    const log = liveLog('one\ntwo\n');
    show(log.source);
    await screen.findByText('one');
    scrollTo(100);
    expect(
      screen.getByRole('button', { name: 'Jump to end' }),
    ).toBeInTheDocument();
    await log.write('three\nfour\n');
    const pill = await screen.findByRole('button', {
      name: 'Jump to end · 2 new lines',
    });
    await userEvent.click(pill);
    await waitFor(() =>
      expect(screen.queryByText(/Jump to end/)).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('log').scrollTop).toBe(2_000);
  });

  it('finds, counts and steps through hits', async () => {
    const log = liveLog('loss 1\nother\nLoss 2\n');
    show(log.source);
    await screen.findByText('other');
    const field = screen.getByRole('searchbox');
    await userEvent.type(field, 'loss');
    expect(await screen.findByText('1 of 2')).toBeInTheDocument();
    await userEvent.type(field, '{Enter}');
    expect(await screen.findByText('2 of 2')).toBeInTheDocument();
    await userEvent.clear(field);
    await userEvent.type(field, 'zzz');
    expect(await screen.findByText('not found')).toBeInTheDocument();
  });

  it('says that nothing was written yet', async () => {
    show(liveLog('').source);
    expect(
      await screen.findByText('Nothing was written yet'),
    ).toBeInTheDocument();
  });

  it('draws markup as text', async () => {
    const { container } = show(liveLog('<b onclick="x()">hi</b>\n').source);
    expect(
      await screen.findByText('<b onclick="x()">hi</b>'),
    ).toBeInTheDocument();
    expect(container.querySelector('b')).toBeNull();
  });

  it('cuts a very long line and shows it whole when asked', async () => {
    show(liveLog(`${'x'.repeat(10_000)}END\n`).source);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 6003 more characters' }),
    );
    expect(await screen.findByText(/END$/)).toBeInTheDocument();
  });

  it('links lines by their number', async () => {
    const { onLink } = show(liveLog('one\ntwo\n').source);
    await userEvent.click(await screen.findByRole('link', { name: 'Line 2' }));
    expect(onLink).toHaveBeenCalledWith(2);
  });

  it('tells what went wrong and tries again when asked', async () => {
    const log = liveLog('here\n');
    let broken = true;
    show({
      read: request =>
        broken
          ? Promise.reject(new Error('The log is gone'))
          : log.source.read(request),
    });
    expect(await screen.findByText(/The log is gone/)).toBeInTheDocument();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: /again|retry/i }));
    expect(await screen.findByText('here')).toBeInTheDocument();
  });

  it('ends its request when one leaves', async () => {
    const log = liveLog('one\n');
    const { unmount } = show(log.source);
    await screen.findByText('one');
    unmount();
    expect(log.signals.every(signal => signal.aborted)).toBe(true);
  });
});
