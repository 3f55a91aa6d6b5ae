import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  homePagePermission,
  roleReadPermission,
  securityPagePermission,
} from '@mlops/plugin-mlops-common';
import { queryClient } from '../../api/queryClient';
import { FakeRoles } from '../../__testUtils__/FakeRoles';
import { renderPage } from '../../__testUtils__/renderPage';
import { SecurityPage } from './SecurityPage';

jest.setTimeout(60_000);

function open(backend: FakeRoles, query = '?role=gamma') {
  // The page brings the memory of the portal with it.
  queryClient.clear();
  renderPage(<SecurityPage />, {
    backend,
    at: `/mlops/security${query}`,
    path: '/mlops/security',
  });
}

const cell = (name: string) => screen.findByRole('combobox', { name });

describe('the Security page', () => {
  it('saves what was changed in a role as one, and only that', async () => {
    const backend = new FakeRoles();
    open(backend);
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'project');
    await user.click(screen.getByRole('checkbox', { name: 'Audit: see' }));
    await user.click(screen.getByRole('button', { name: 'Save 2 changes' }));
    await waitFor(() =>
      expect(backend.saved).toEqual([
        [
          { permission: 'mlops.run.read', scope: 'project' },
          { permission: 'mlops.audit.read', scope: 'all' },
        ],
      ]),
    );
    expect(await screen.findByText(/^Saved\./)).toBeInTheDocument();
  });

  it('takes a change back', async () => {
    const backend = new FakeRoles();
    open(backend);
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'no');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(await cell('Runs: see')).toHaveValue('all');
    expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
  });

  it('keeps a change when somebody else has saved meanwhile', async () => {
    const backend = new FakeRoles();
    open(backend);
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'own');
    backend.change([
      { permission: 'mlops.run.read', scope: 'all' },
      { permission: 'mlops.run.stop', scope: 'all' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
    await user.click(await screen.findByRole('button', { name: 'Load' }));
    await waitFor(async () =>
      expect(await cell('Runs: stop')).toHaveValue('all'),
    );
    expect(await cell('Runs: see')).toHaveValue('own');
    await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
    await waitFor(() => expect(backend.saved).toHaveLength(1));
  });

  it('shows a role to whom it is not for changing, without ways to change it', async () => {
    const backend = new FakeRoles();
    backend.may = [securityPagePermission, roleReadPermission].map(
      ({ name }) => name,
    );
    open(backend);
    expect(await cell('Runs: see')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'New role' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit…' })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Audit' })).toBeNull();
  });

  it('does not exist for those who may not see it', async () => {
    const backend = new FakeRoles();
    backend.may = [homePagePermission.name];
    open(backend);
    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: 'Security' })).toBeNull(),
    );
    expect(await screen.findByText(/not found/i)).toBeInTheDocument();
  });
});
