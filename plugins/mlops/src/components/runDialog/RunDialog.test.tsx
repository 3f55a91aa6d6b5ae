import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  NO_QUOTA,
  NOTHING_HELD,
  type ProjectQuota,
} from '@mlops/plugin-mlops-common';
import { aPipeline } from '../../__testUtils__/factories';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunDialog } from './RunDialog';

const schema = {
  type: 'object',
  required: ['model'],
  properties: {
    folds: {
      type: 'integer',
      title: 'Folds',
      description: 'Parts of the cross-validation.',
      minimum: 2,
      default: 5,
    },
    model: { type: 'string', title: 'Model', enum: ['svc', 'forest'] },
    note: { type: 'string', title: 'Note', 'ui:widget': 'textarea' },
    quick: {
      type: 'boolean',
      title: 'Quick',
      description: 'Half the pictures.',
    },
    labels: { type: 'array', title: 'Labels', items: { type: 'string' } },
  },
};

function open(
  parameters: Record<string, unknown>,
  replaces = false,
  quota?: ProjectQuota,
) {
  const backend = new FakeBackend();
  if (quota) backend.quota = quota;
  renderPage(
    <RunDialog
      pipeline={aPipeline({ parameters })}
      isOpen
      replaces={replaces}
      onClose={() => {}}
    />,
    { backend, at: '/mlops/pipelines/x', path: '/mlops/pipelines/:id' },
  );
  return backend;
}

async function fill(label: string, text: string) {
  const field = await screen.findByRole('textbox', { name: label });
  await userEvent.clear(field);
  if (text) await userEvent.type(field, text);
}

async function choose(label: string, choice: string) {
  await userEvent.click(
    screen.getByRole('button', { name: new RegExp(label) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: choice }));
}

const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }));
const address = () => screen.getByTestId('address').textContent;

describe('RunDialog', () => {
  it('tells what of the quota is left, and what a run will wait for', async () => {
    open({}, false, {
      quota: { ...NO_QUOTA, tasks: 2, cpuMillicores: 8000 },
      isDefault: false,
      held: { ...NOTHING_HELD, tasks: 2, cpuMillicores: 3000, diskBytes: 0 },
    });
    const cpus = await screen.findByRole('meter', { name: 'CPUs' });
    expect(cpus).toHaveAttribute('aria-valuetext', '3 of 8');
    expect(
      screen.getByText('The quota is used up: Tasks at the same time'),
    ).toBeVisible();
  });

  it('shows what a parameter is for and what it is when nobody sets it', async () => {
    open(schema);
    const folds = await screen.findByLabelText('Folds');
    expect(folds).toHaveValue('5');
    expect(folds).toHaveAccessibleDescription('Parts of the cross-validation.');
    expect(screen.getByText('Half the pictures.')).toBeVisible();
    expect(screen.getByLabelText('Note').tagName).toBe('TEXTAREA');
  });

  it('starts a run with what was filled in and goes to its page', async () => {
    const backend = open(schema);
    await fill('Folds', '3');
    await choose('Model', 'forest');
    await userEvent.click(screen.getByRole('switch', { name: 'Quick' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    await fill('Labels-1', 'first');
    await run();
    await waitFor(() =>
      expect(address()).toBe(`/mlops/runs/${backend.started}`),
    );
    expect(backend.bodies).toEqual([
      {
        parameters: {
          folds: 3,
          model: 'forest',
          quick: true,
          labels: ['first'],
        },
      },
    ]);
  });

  it('leaves an emptied number empty, so that the default counts', async () => {
    const backend = open(schema);
    await fill('Folds', '');
    expect(screen.getByLabelText('Folds')).toHaveValue('');
    await choose('Model', 'svc');
    await run();
    await waitFor(() => expect(backend.bodies).toHaveLength(1));
    expect(backend.bodies[0]).toEqual({
      parameters: { model: 'svc', labels: [] },
    });
  });

  it('says in words what is wrong, only once somebody tried, and sends nothing', async () => {
    const backend = open(schema);
    await fill('Folds', '1');
    expect(screen.queryByText(/Must be/)).toBeNull();
    await run();
    expect(await screen.findByText('Must be 2 or more')).toBeVisible();
    expect(screen.getByText('Fill in this field')).toBeVisible();
    expect(screen.getByLabelText('Folds')).toBeInvalid();
    await fill('Folds', 'many');
    expect(await screen.findByText('Must be a whole number')).toBeVisible();
    await fill('Folds', '2');
    expect(screen.queryByText(/Must be/)).toBeNull();
    expect(backend.bodies).toEqual([]);
  });

  it('keeps the input when the backend refuses it, and says so beside the field', async () => {
    const backend = open(schema);
    backend.refuseStart = {
      message: 'The pipeline "digits" cannot run',
      problems: [
        { path: ['parameters', 'folds'], message: 'folds is 30; at most 20' },
      ],
    };
    await fill('Folds', '30');
    await choose('Model', 'svc');
    await run();
    const alert = await screen.findByText('The pipeline "digits" cannot run');
    expect(alert).toBeVisible();
    const folds = screen.getByLabelText('Folds');
    expect(folds).toHaveValue('30');
    expect(folds).toHaveAccessibleDescription(/folds is 30; at most 20/);
    backend.refuseStart = null;
    await fill('Folds', '20');
    await run();
    await waitFor(() =>
      expect(address()).toBe(`/mlops/runs/${backend.started}`),
    );
  });

  it('starts one run however often the button is pressed', async () => {
    const backend = open({ properties: { n: { type: 'number', title: 'N' } } });
    const form = (await screen.findByLabelText('N')).closest('form')!;
    fireEvent.submit(form);
    fireEvent.submit(form);
    await waitFor(() =>
      expect(address()).toBe(`/mlops/runs/${backend.started}`),
    );
    expect(backend.bodies).toHaveLength(1);
  });

  it('warns that a run that is under way is replaced', async () => {
    open(schema, true);
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText('A manual run of this pipeline is under way'),
    ).toBeVisible();
  });
});
