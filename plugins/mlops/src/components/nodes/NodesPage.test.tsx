import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeCluster,
  fakeNode,
  FakeNodes,
  fakePod,
} from '../../__testUtils__/FakeNodes';
import { queryClient } from '../../api/queryClient';
import { renderPage } from '../../__testUtils__/renderPage';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { NodesPage } from './NodesPage';

jest.setTimeout(60_000);
layoutInTests();

/** Opens the page; what the page remembers is not that of another test. */
function open(backend: FakeNodes, query = '') {
  queryClient.clear();
  renderPage(<NodesPage />, {
    backend,
    at: `/mlops/nodes${query}`,
    path: '/mlops/nodes',
  });
}

const rolesOf = async (node: string) =>
  within(await screen.findByRole('group', { name: `Roles of ${node}` }));

describe('Nodes', () => {
  it('shows what is free of each node, its state and its roles', async () => {
    const backend = new FakeNodes();
    backend.nodes = [
      fakeNode('gpu-1'),
      fakeNode('gpu-2', { takesWork: false }),
      fakeNode('gpu-3', { state: 'unready', reasons: ['short of disk'] }),
    ];
    open(backend);
    const table = within(await screen.findByRole('table', { name: 'alpha' }));
    const meter = table.getByRole('meter', { name: 'GPU of gpu-1' });
    expect(meter).toHaveAttribute(
      'aria-valuetext',
      '4 of 8 free; Asked for by the suite: 4; Asked for by others: 0',
    );
    expect(
      table.getByRole('meter', { name: 'Memory of gpu-1' }),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('32 of 64 GiB'),
    );
    expect(table.getByText('ready')).toBeInTheDocument();
    expect(table.getByText('kept free')).toBeInTheDocument();
    expect(table.getByText('not ready')).toHaveAttribute(
      'title',
      'short of disk',
    );
    const roles = await rolesOf('gpu-1');
    expect(roles.getByRole('button', { name: 'gpu' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(roles.getByRole('button', { name: 'service' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  });

  it('shows the other clusters where one is away, and what waits where', async () => {
    const backend = new FakeNodes();
    const waiting = fakePod({
      status: 'waiting',
      reason: '8 Insufficient GPU',
    });
    backend.clusters = [
      fakeCluster({ waitingCount: 1, waiting: [waiting] }),
      fakeCluster({ name: 'beta', problem: 'no answer in 5 s', nodeCount: 0 }),
    ];
    open(backend);
    const beta = within(await screen.findByRole('region', { name: 'beta' }));
    expect(beta.getByRole('alert')).toHaveTextContent('no answer in 5 s');
    const alpha = within(screen.getByRole('region', { name: 'alpha' }));
    expect(alpha.getByRole('button', { name: 'Show gpu-1' })).toBeVisible();
    await userEvent.click(screen.getByText('1 pod waits for a node'));
    expect(screen.getByText(/8 Insufficient GPU/)).toBeVisible();
  });

  it('opens a node with what runs there and whose it is, which the address keeps', async () => {
    open(new FakeNodes());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show gpu-1' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Digits #3 · train' }),
    ).toHaveAttribute(
      'href',
      '/mlops/runs/01jnsrun000000000000000001?task=train',
    );
    expect(screen.getByText('8 CPU · 4 GPU')).toBeInTheDocument();
    expect(screen.getByText('zone=b')).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent(
      'node=alpha%2Fgpu-1',
    );
  });

  it('says what a pressed role means before it is changed, changes it, and takes it back', async () => {
    const backend = new FakeNodes();
    backend.preview = {
      lost: [
        { project: 'a', title: 'Vision', work: 'train', machine: 'gpu' },
        { project: 'b', title: 'Ads', work: 'train', machine: 'gpu' },
      ],
      staying: [fakePod()],
    };
    open(backend);
    const user = userEvent.setup();
    await user.click(
      (await rolesOf('gpu-1')).getByRole('button', { name: 'train' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('deletion')).toHaveTextContent('train=true');
    expect(
      await dialog.findByText('training with GPUs: Vision, Ads'),
    ).toBeInTheDocument();
    expect(dialog.getByText('1 pod goes on here')).toBeInTheDocument();
    expect(backend.nodes[0].roles.train).toBe(true);
    await user.click(dialog.getByRole('button', { name: 'Change 1 label' }));
    expect(
      await screen.findByText('Roles of gpu-1 changed: train=–.'),
    ).toBeInTheDocument();
    expect(backend.nodes[0].roles.train).toBe(false);
    await waitFor(async () =>
      expect(
        (await rolesOf('gpu-1')).getByRole('button', { name: 'train' }),
      ).toHaveAttribute('aria-pressed', 'false'),
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await screen.findByText('Roles of gpu-1 are as before.'),
    ).toBeInTheDocument();
    expect(backend.nodes[0].roles.train).toBe(true);
  });

  it('takes no organisation that cannot be a label', async () => {
    open(new FakeNodes());
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', {
        name: 'Change org of gpu-1: public',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const save = () => dialog.getByRole('button', { name: /^Change/ });
    expect(save()).toBeDisabled();
    const field = dialog.getByRole('textbox');
    await user.clear(field);
    await user.type(field, 'a b');
    expect(dialog.getByRole('alert')).toHaveTextContent('At most 63 letters');
    expect(save()).toBeDisabled();
    await user.clear(field);
    await user.type(field, 'vision');
    await waitFor(() => expect(save()).toBeEnabled());
    expect(dialog.getByRole('insertion')).toHaveTextContent('org=vision');
    expect(
      await dialog.findByText(/No project group loses its last node/),
    ).toBeInTheDocument();
  });

  it('keeps what somebody else has changed meanwhile, and the wish', async () => {
    const backend = new FakeNodes();
    open(backend);
    const user = userEvent.setup();
    await user.click(
      (await rolesOf('gpu-1')).getByRole('button', { name: 'service' }),
    );
    const [node] = backend.nodes;
    backend.nodes[0] = { ...node, roles: { ...node.roles, org: 'ads' } };
    const dialog = within(await screen.findByRole('dialog'));
    const save = await dialog.findByRole('button', { name: 'Change 1 label' });
    await waitFor(() => expect(save).toBeEnabled());
    await user.click(save);
    expect(
      await dialog.findByText('Somebody has changed the roles'),
    ).toBeInTheDocument();
    await user.click(
      dialog.getByRole('button', { name: 'Load the roles of now' }),
    );
    await waitFor(() => expect(dialog.getByRole('textbox')).toHaveValue('ads'));
    const again = dialog.getByRole('button', { name: 'Change 1 label' });
    await waitFor(() => expect(again).toBeEnabled());
    await user.click(again);
    await screen.findByText('Roles of gpu-1 changed: service=true.');
    expect(backend.nodes[0].roles).toMatchObject({ service: true, org: 'ads' });
  });

  it('offers no change to whoever may only look', async () => {
    const backend = new FakeNodes();
    backend.may = backend.may.filter(name => name !== 'mlops.node.update');
    open(backend);
    const roles = await rolesOf('gpu-1');
    expect(roles.queryByRole('button')).toBeNull();
    expect(roles.getByText('gpu')).toBeInTheDocument();
    expect(roles.queryByText('service')).toBeNull();
  });

  it.each<[string, (backend: FakeNodes) => void]>([
    ['for others', backend => (backend.may = ['mlops.page.runs.view'])],
    ['where there are no machines', backend => (backend.hasNodes = false)],
  ])('is as if it were not there %s', async (_, prepare) => {
    const backend = new FakeNodes();
    prepare(backend);
    open(backend);
    expect(await screen.findByText(/404/)).toBeInTheDocument();
    expect(backend.requests.filter(made => made.includes('/nodes'))).toEqual(
      [],
    );
  });

  it('draws who asks for how much, and tells the same in words and as a table', async () => {
    open(new FakeNodes());
    expect(
      await screen.findByRole('img', {
        name: 'GPU of alpha: vision: 2 (25%); ads: 2 (25%)',
      }),
    ).toBeInTheDocument();
    const user = userEvent.setup();
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    const table = within(
      await screen.findByRole('table', { name: 'Who asks for how much' }),
    );
    expect(table.getAllByRole('row').map(row => row.textContent)).toEqual([
      'WhoCPU, alphaGPU, alpha',
      'vision42',
      'ads22',
      'Not of the suite0.50',
    ]);
    await user.click(screen.getByRole('radio', { name: 'User' }));
    expect(await table.findByText('nobody known')).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent(
      'view=table&by=person',
    );
  });

  it('finds by name, and says when nothing is found', async () => {
    const backend = new FakeNodes();
    backend.nodes = [fakeNode('gpu-1'), fakeNode('cpu-1')];
    open(backend, '?search=cpu');
    await screen.findByRole('button', { name: 'Show cpu-1' });
    expect(screen.queryByRole('button', { name: 'Show gpu-1' })).toBeNull();
    const user = userEvent.setup();
    await user.type(screen.getByRole('searchbox'), '-none');
    expect(await screen.findByText('No node matches')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await screen.findByRole('button', { name: 'Show gpu-1' });
  });

  it('says what is wrong when it cannot be read, and tries again', async () => {
    const backend = new FakeNodes();
    backend.broken = true;
    open(backend);
    const tryAgain = await screen.findAllByRole(
      'button',
      { name: 'Try again' },
      { timeout: 20_000 },
    );
    backend.broken = false;
    for (const button of tryAgain) await userEvent.click(button);
    expect(
      await screen.findByRole('button', { name: 'Show gpu-1' }),
    ).toBeInTheDocument();
  });
});
