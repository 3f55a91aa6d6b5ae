import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { aSummary } from '../../__testUtils__/factories';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunsPage } from './RunsPage';

function summaries(count: number, part: Partial<RunSummary> = {}) {
  return Array.from({ length: count }, (_, index) =>
    aSummary({
      id: `01jnsrun00000000000000${String(1000 + index)}`,
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

const address = () => screen.getByTestId('address').textContent;

describe('RunsPage', () => {
  let backend: FakeBackend;

  beforeEach(() => {
    backend = new FakeBackend();
    Element.prototype.scrollIntoView = jest.fn();
  });

  it('lists runs and loads more when asked', async () => {
    backend.runs = summaries(60);
    show(backend);
    expect(await screen.findByText('Digits #60')).toBeInTheDocument();
    expect(screen.queryByText('Digits #1')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('Digits #1')).toBeInTheDocument();
    expect(screen.getByText('Digits #60')).toBeInTheDocument();
  });

  it('filters by what the address says', async () => {
    backend.runs = [
      ...summaries(1, { status: 'failed' }),
      aSummary({ number: 99 }),
    ];
    show(backend, '?status=failed&since=24h');
    expect(await screen.findByText('Digits #1')).toBeInTheDocument();
    expect(screen.queryByText('Digits #99')).not.toBeInTheDocument();
    expect(backend.requests.join()).toContain('createdAfter=');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('Digits #99')).toBeInTheDocument();
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

  it('moves with j and k and opens with Enter', async () => {
    backend.runs = summaries(3);
    show(backend);
    await screen.findByText('Digits #3');
    await userEvent.keyboard('jjk{Enter}');
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
    await screen.findByText('Digits #2');
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
