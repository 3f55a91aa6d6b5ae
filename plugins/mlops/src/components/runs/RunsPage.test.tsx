import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { aSummary } from '../../__testUtils__/factories';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunsPage } from './RunsPage';

function summaries(count: number, part: Partial<RunSummary> = {}) {
  return Array.from({ length: count }, (_, index) =>
    aSummary({
      id: `01jnsrun00000000000000${String(9999 - index)}`,
      number: count - index,
      ...part,
    }),
  );
}

function show(backend: FakeBackend, search = '') {
  return renderPage(<RunsPage />, {
    backend,
    path: '/mlops/runs',
    at: `/mlops/runs${search}`,
  });
}

/** Pixels of a row. */
const ROW = 41;

function scrollTo(top: number) {
  const frame = document.querySelector('table')!.parentElement!;
  frame.scrollTop = top;
  fireEvent.scroll(frame);
}

const address = () => screen.getByTestId('address').textContent;

jest.setTimeout(20_000);

describe('RunsPage', () => {
  let backend: FakeBackend;

  beforeAll(layoutInTests);
  beforeEach(() => {
    backend = new FakeBackend();
  });

  // The place in the list is remembered, which the next test must not find.
  afterEach(() => {
    if (document.querySelector('table')) scrollTo(0);
  });

  it('draws only what is in sight and loads further pages on the way down', async () => {
    backend.runs = summaries(600);
    show(backend);
    expect(await screen.findByText('#600')).toBeInTheDocument();
    expect(screen.queryByText('#540')).not.toBeInTheDocument();
    scrollTo(45 * ROW);
    expect(await screen.findByText('#550')).toBeInTheDocument();
    await waitFor(() =>
      expect(backend.asked('GET /runs?limit=200')).toBe(true),
    );
    scrollTo(200 * ROW);
    expect(await screen.findByText('#395')).toBeInTheDocument();
    expect(screen.queryByText('#600')).not.toBeInTheDocument();
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('says that new runs have come and moves nothing while one reads further down', async () => {
    backend.runs = summaries(60);
    show(backend);
    await screen.findByText('#60');
    scrollTo(10 * ROW);
    backend.runs = [
      aSummary({
        id: '01jnsrun00000000000000zzzz',
        number: 61,
        status: 'running',
      }),
      ...backend.runs.map(run => ({ ...run, status: 'failed' as const })),
    ];
    window.dispatchEvent(new Event('visibilitychange'));
    await userEvent.click(await screen.findByText('1 new run'));
    expect(screen.getByRole('table').parentElement).toHaveProperty(
      'scrollTop',
      0,
    );
    scrollTo(0);
    expect(await screen.findByText('#61')).toBeInTheDocument();
  });

  it('lets a run in at the top while nobody reads there', async () => {
    backend.runs = summaries(60);
    show(backend);
    await screen.findByText('#60');
    backend.runs = [
      aSummary({ id: '01jnsrun00000000000000zzzz', number: 61 }),
      ...backend.runs,
    ];
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText('#61')).toBeInTheDocument();
    expect(screen.queryByText('1 new run')).not.toBeInTheDocument();
  });

  it('says what went wrong and tries again when asked', async () => {
    backend.runs = summaries(2);
    backend.broken = true;
    show(backend);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getByRole('alert')).toHaveTextContent('Busy');
    backend.broken = false;
    await userEvent.click(retry);
    expect(await screen.findByText('#2')).toBeInTheDocument();
  });

  it('offers to take the filters away where nothing matches', async () => {
    backend.runs = summaries(2);
    show(backend, '?status=failed');
    expect(await screen.findByText('No run matches')).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    await userEvent.click(clear);
    expect(await screen.findByText('#2')).toBeInTheDocument();
  });

  it('filters by what the address says', async () => {
    backend.runs = [
      ...summaries(1, { status: 'failed' }),
      aSummary({ number: 99 }),
    ];
    show(backend, '?status=failed&since=24h');
    expect(await screen.findByText('#1')).toBeInTheDocument();
    expect(screen.queryByText('#99')).not.toBeInTheDocument();
    expect(backend.requests.join()).toContain('createdAfter=');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('#99')).toBeInTheDocument();
    expect(address()).toBe('/mlops/runs');
  });

  it('puts a filter that one chooses into the address', async () => {
    backend.runs = summaries(2);
    show(backend);
    await userEvent.click(await screen.findByRole('button', { name: 'Mine' }));
    await waitFor(() =>
      expect(address()).toBe('/mlops/runs?by=user%3Adefault%2Falice'),
    );
  });

  it('moves with j and k, ticks with x and opens with Enter', async () => {
    backend.runs = summaries(3);
    show(backend);
    await screen.findByText('#3');
    await userEvent.keyboard('jjkx');
    expect(screen.getByText('1 run selected')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Digits #3' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(address()).toBe(`/mlops/runs/${backend.runs[0].id}`),
    );
  });

  it('deletes ticked runs after asking, and leaves running ones out', async () => {
    backend.runs = [
      ...summaries(2),
      aSummary({ number: 9, status: 'running', finishedAt: null }),
    ];
    show(backend);
    await screen.findByText('#2');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select all listed runs' }),
    );
    expect(screen.getByText('3 runs selected')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Delete 2…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Delete 2 runs?');
    expect(dialog).not.toHaveTextContent('Digits #9');
    expect(backend.asked('DELETE')).toBe(false);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() =>
      expect(
        backend.requests.filter(made => made.startsWith('DELETE')),
      ).toHaveLength(2),
    );
  });

  it('says what a run is while there are none', async () => {
    show(backend);
    expect(await screen.findByText('No runs yet')).toBeInTheDocument();
  });
});
