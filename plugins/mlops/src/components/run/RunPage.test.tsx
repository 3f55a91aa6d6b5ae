import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { after, anAttempt, aRun, aTask } from '../../__testUtils__/factories';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunPage } from './RunPage';

const ID = '01jnsrun000000000000000042';

const load = aTask({
  name: 'load',
  outputs: [{ path: 'digits.csv', mediaType: 'text/csv', size: 7 }],
});
const failing = aTask({
  name: 'train-svc',
  status: 'failed',
  reason: 'out of memory at 512 MiB',
  dependsOn: ['load'],
  attempts: [
    anAttempt({ status: 'failed', reason: 'exit code 1', exitCode: 1 }),
    anAttempt({
      attempt: 2,
      status: 'failed',
      reason: 'out of memory at 512 MiB',
      exitCode: 137,
    }),
  ],
});
const tree = aTask({ name: 'train-tree', dependsOn: ['load'] });

function failedRun() {
  return aRun({
    id: ID,
    status: 'failed',
    tasks: [load, tree, failing],
    parameters: { seed: 7 },
  });
}

function show(backend: FakeBackend, search = '') {
  return renderPage(<RunPage />, {
    backend,
    path: '/mlops/runs/:id',
    at: `/mlops/runs/${ID}${search}`,
  });
}

const address = () => screen.getByTestId('address').textContent;
async function chooseRerun(way: string) {
  await userEvent.click(await screen.findByRole('button', { name: 'Rerun' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: way }));
}
const panel = (name: string) => screen.findByRole('region', { name });

describe('RunPage', () => {
  let backend: FakeBackend;

  beforeAll(layoutInTests);
  beforeEach(() => {
    backend = new FakeBackend();
    backend.run = failedRun();
    backend.logs = {
      'train-svc/1': 'first try\n',
      'train-svc/2': 'second try\nkilled\n',
    };
    window.localStorage.clear();
  });

  it('says beside the title why a run has not started', async () => {
    const reason = 'needs 2 CPUs; of the quota of the project group …';
    backend.run = aRun({
      id: ID,
      status: 'queued',
      startedAt: null,
      finishedAt: null,
      reason,
      tasks: [aTask({ name: 'load', status: 'waiting' })],
    });
    show(backend);
    const header = await screen.findByRole('banner');
    expect(within(header).getByText(reason)).toBeVisible();
  });

  it('opens with the failed task, its last log and the reason', async () => {
    show(backend, '?view=table');
    const task = await panel('train-svc');
    expect(await within(task).findByText('killed')).toBeInTheDocument();
    expect(screen.getByText('train-svc failed')).toBeInTheDocument();
    expect(
      screen.getAllByText(/out of memory at 512 MiB/).length,
    ).toBeGreaterThan(0);
    expect(address()).not.toContain('task=');
  });

  it('restores task, attempt and tab from the address', async () => {
    show(backend, '?view=table&task=train-svc&attempt=1&tab=events');
    const task = await panel('train-svc');
    expect(within(task).getByRole('tab', { name: 'Events' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(
      within(task).getByRole('button', { name: 'attempt 1 of 2' }),
    ).toBeInTheDocument();
    expect(await within(task).findByText(/exit code 137/)).toBeInTheDocument();
  });

  it('keeps what a person chose when the run goes on', async () => {
    backend.run = aRun({
      id: ID,
      status: 'running',
      finishedAt: null,
      tasks: [load, { ...tree, status: 'running', finishedAt: null }],
    });
    show(backend, '?view=table&tab=inputs');
    await panel('train-tree');
    await userEvent.click(
      within(screen.getByRole('table', { name: 'Tasks' })).getByRole('button', {
        name: 'load',
      }),
    );
    await panel('load');
    backend.run = failedRun();
    await screen.findByText('train-svc failed', {}, { timeout: 8_000 });
    expect(screen.getByRole('region', { name: 'load' })).toBeInTheDocument();
    expect(address()).toContain('task=load');
  }, 15_000);

  it('shows the run as a whole when nothing failed and nothing runs', async () => {
    backend.run = aRun({ id: ID, tasks: [load, tree] });
    show(backend, '?view=table');
    expect(await panel('The whole run')).toBeInTheDocument();
    expect(screen.queryByText(/failed/)).not.toBeInTheDocument();
  });

  it('walks through the tasks by key and leaves keys in fields alone', async () => {
    show(backend, '?view=table&task=load&tab=inputs');
    await panel('load');
    await userEvent.keyboard('j');
    await panel('train-tree');
    await userEvent.keyboard('l');
    expect(address()).not.toContain('tab=');
    await userEvent.keyboard('k');
    await panel('load');
    expect(backend.asked('POST')).toBe(false);
  });

  it('says at once that it stops', async () => {
    backend.run = aRun({
      id: ID,
      status: 'running',
      finishedAt: null,
      tasks: [{ ...load, status: 'running', finishedAt: null }],
    });
    show(backend, '?view=table&tab=inputs');
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(
      await screen.findByRole('button', { name: 'Stopping…' }),
    ).toBeDisabled();
    expect(backend.asked(`POST /runs/${ID}/stop`)).toBe(true);
  });

  it('runs the pipeline again with the same parameters and goes there', async () => {
    show(backend, '?view=table&tab=inputs');
    await chooseRerun('As it was');
    await waitFor(() =>
      expect(address()).toContain('01jnsrun000000000000000043'),
    );
    expect(backend.asked(`POST /runs/${ID}/rerun`)).toBe(true);
    expect(backend.bodies).toContainEqual({});
  });

  it('runs only what failed again when asked to, and says how much it keeps', async () => {
    show(backend, '?view=table&tab=inputs');
    await chooseRerun('Only what failed, keeping 2 results');
    await waitFor(() =>
      expect(address()).toContain('01jnsrun000000000000000043'),
    );
    expect(backend.bodies).toContainEqual({ execute: 'failed' });
  });

  it('runs a task that succeeded, and what follows, again', async () => {
    show(backend, '?view=table&task=train-tree&tab=inputs');
    await chooseRerun('From train-tree on');
    await waitFor(() =>
      expect(backend.bodies).toContainEqual({ from: 'train-tree' }),
    );
  });

  it('deletes only after it named what goes', async () => {
    show(backend, '?view=table&tab=inputs');
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Delete run…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Delete Digits #42?');
    expect(dialog).toHaveTextContent('logs, the outputs and the metrics');
    expect(backend.asked('DELETE')).toBe(false);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() => expect(backend.asked(`DELETE /runs/${ID}`)).toBe(true));
    await waitFor(() => expect(address()).toBe('/mlops/runs'));
  });

  it('shows the command to copy, and secrets as dots', async () => {
    backend.plan = [
      {
        name: 'train-svc',
        runtime: 'Python environment',
        privileged: true,
        requirements: ['scikit-learn==1.5.0'],
        argv: ['python', 'train.py', '--name', 'two words'],
        workingDirectory: null,
        env: [
          { name: 'SEED', value: '7', secret: false },
          { name: 'TOKEN', value: '', secret: true },
        ],
        mounts: [],
        resources: { cpu: '1', memory: '512M', gpu: '0' },
        nodeSelector: {},
        files: [{ path: 'train.py', mode: '0644', content: 'print(1)' }],
        inputs: ['load'],
        timeoutSeconds: null,
        retries: 1,
      },
    ];
    show(backend, '?view=table&tab=command');
    expect(
      await screen.findByText("python train.py --name 'two words'"),
    ).toBeInTheDocument();
    expect(screen.getByText('•••')).toBeInTheDocument();
    expect(screen.getByText('scikit-learn==1.5.0')).toBeInTheDocument();
    expect(screen.getByText('Privilege')).toBeInTheDocument();
    expect(screen.getByText('print(1)')).toBeInTheDocument();
  });

  it('names the files and values that upstream tasks gave', async () => {
    show(backend, '?view=table&tab=inputs');
    const task = await panel('train-svc');
    expect(
      within(task).getByText('$MLOPS_INPUTS/load/digits.csv'),
    ).toBeInTheDocument();
    expect(within(task).getByText('seed')).toBeInTheDocument();
  });

  it('says that there is no such run and leads to the others', async () => {
    backend.run = null;
    show(backend);
    expect(await screen.findByText('There is no such run')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All runs' })).toHaveAttribute(
      'href',
      '/mlops/runs',
    );
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('offers another try when the run cannot be read just now', async () => {
    backend.broken = true;
    show(backend);
    const again = await screen.findByRole(
      'button',
      { name: 'Try again' },
      { timeout: 8_000 },
    );
    backend.broken = false;
    await userEvent.click(again);
    expect(await panel('train-svc')).toBeInTheDocument();
  }, 15_000);

  it('compares metrics of several tasks', async () => {
    backend.run = aRun({
      id: ID,
      tasks: [
        aTask({ name: 'svc', metrics: { accuracy: 0.98765 } }),
        aTask({ name: 'tree', metrics: { accuracy: 0.5 } }),
      ],
    });
    show(backend, '?view=table');
    const metrics = await panel('Metrics of the run');
    expect(within(metrics).getAllByText('0.9877')).toHaveLength(2);
  });

  it('lists only the tasks that one looks for, and keeps that in the address', async () => {
    show(backend, '?view=table&state=failed');
    expect(await screen.findByText('1 of 3')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Tasks' });
    expect(within(table).queryByText('load')).not.toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Find a task' }),
      'tree',
    );
    expect(await screen.findByText('No task matches')).toBeInTheDocument();
    expect(address()).toContain('find=tree');
  });

  it('draws the rows in sight of a thousand tasks, and no others', async () => {
    backend.run = aRun({
      id: ID,
      tasks: Array.from({ length: 1_000 }, (_, index) =>
        aTask({ name: `task-${index}` }),
      ),
    });
    show(backend, '?view=table');
    const table = await screen.findByRole('table', { name: 'Tasks' });
    expect(table).toHaveAttribute('aria-rowcount', '1001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);
    await userEvent.click(screen.getByRole('radio', { name: 'Gantt' }));
    expect((await screen.findAllByRole('listitem')).length).toBeLessThan(80);
  });

  it('draws the tasks over time', async () => {
    backend.run = aRun({
      id: ID,
      finishedAt: after(60),
      tasks: [load, tree],
    });
    show(backend, '?view=gantt');
    await userEvent.click(
      await screen.findByRole('button', { name: /^train-tree/ }),
    );
    expect(address()).toContain('task=train-tree');
  });

  it('says when the logs of an old run were removed, and nothing where all is kept', async () => {
    backend.run = { ...failedRun(), logsRemovedAt: after(0) };
    show(backend);
    expect(
      await screen.findByText(
        'The logs of this run were removed on March 1, 2026',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/files of this run/)).not.toBeInTheDocument();
  });
});
