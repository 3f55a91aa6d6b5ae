import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { anAttempt, aRun, aTask } from '../../__testUtils__/factories';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunPage } from '../run/RunPage';

const ID = '01jnsrun000000000000000042';
const drawn: string[] = [];

jest.mock('./XtermScreen', () => ({
  XtermScreen: class {
    readonly size = { columns: 80, rows: 24 };
    constructor(host: HTMLElement) {
      host.append('the screen');
    }
    write() {}
    beginAfresh() {
      drawn.push('afresh');
    }
    focus() {}
    paint() {}
    dispose() {
      drawn.push('disposed');
    }
  },
}));

const running = aTask({
  name: 'train',
  status: 'running',
  finishedAt: null,
  attempts: [anAttempt({ status: 'running', finishedAt: null })],
});

describe('the terminal of a running attempt', () => {
  let backend: FakeBackend;

  beforeAll(layoutInTests);
  beforeEach(() => {
    drawn.length = 0;
    backend = new FakeBackend();
    backend.run = aRun({
      id: ID,
      status: 'running',
      finishedAt: null,
      tasks: [running],
    });
  });

  const show = (search = '') =>
    renderPage(<RunPage />, {
      backend,
      path: '/mlops/runs/:id',
      at: `/mlops/runs/${ID}?view=table&task=train${search}`,
    });
  const tab = (name: string) => screen.findByRole('tab', { name });
  const opened = async () => {
    await userEvent.click(await tab('Terminal'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open a terminal' }),
    );
    return screen.findByRole('region', { name: 'Terminal of train' });
  };

  it('is opened only when it is asked for, and said to be refused in the words of the backend', async () => {
    show('&tab=terminal');
    await screen.findByRole('button', { name: 'Open a terminal' });
    expect(backend.asked('POST')).toBe(false);
    const region = await opened();
    await within(region).findByText(/The terminal was not opened/);
    expect(
      backend.asked(`POST /runs/${ID}/tasks/train/attempts/1/terminal`),
    ).toBe(true);
    await userEvent.click(
      within(region).getByRole('button', { name: 'Connect again' }),
    );
    await waitFor(() => expect(drawn).toContain('afresh'));
  });

  it('is there again when one comes back from another tab, and ends with the page', async () => {
    const { unmount } = show();
    await within(await opened()).findByText('the screen');
    await userEvent.click(await tab('Events'));
    expect(screen.queryByText('the screen')).not.toBeInTheDocument();
    await userEvent.click(await tab('Terminal'));
    expect(await screen.findByText('the screen')).toBeInTheDocument();
    unmount();
    await waitFor(() => expect(drawn).toContain('disposed'));
  });

  it('is not there where the engine has none, the attempt has ended or the person may not', async () => {
    backend.run = aRun({ id: ID, tasks: [running], hasTerminals: false });
    const first = show();
    await tab('Events');
    expect(screen.queryByRole('tab', { name: 'Terminal' })).toBeNull();
    first.unmount();
    backend.run = aRun({ id: ID, tasks: [aTask({ name: 'train' })] });
    const second = show();
    await tab('Events');
    expect(screen.queryByRole('tab', { name: 'Terminal' })).toBeNull();
    second.unmount();
    show('&tab=terminal');
    expect(await screen.findByText('No terminal')).toBeInTheDocument();
  });
});
