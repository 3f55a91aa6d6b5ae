import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  homePagePermission,
  roleReadPermission,
  securityPagePermission,
} from '@mlops/plugin-mlops-common';
import { fakeRole, FakeRoles } from '../../__testUtils__/FakeRoles';
import { openSecurity as open } from '../../__testUtils__/openSecurity';

jest.setTimeout(60_000);

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

  it('marks what was changed in words, and takes one change back', async () => {
    open(new FakeRoles());
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'project');
    await user.click(screen.getByRole('checkbox', { name: 'Audit: see' }));
    expect(await cell('Runs: see')).toHaveAccessibleDescription(
      'See runs with tasks, plan, outputs and metrics changed, was: all',
    );
    await user.click(screen.getByText('2 changes'));
    expect(screen.getByText(/^Runs: see: all →/)).toHaveTextContent(
      'Runs: see: all → project',
    );
    await user.click(screen.getByRole('button', { name: 'Undo Runs: see' }));
    expect(await cell('Runs: see')).toHaveValue('all');
    expect(screen.getByRole('button', { name: 'Save 1 change' })).toBeVisible();
  });

  it('says why what somebody else has saved cannot be loaded', async () => {
    const backend = new FakeRoles();
    open(backend);
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'own');
    backend.change([]);
    await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
    backend.failing = 'GET /roles/gamma';
    await user.click(await screen.findByRole('button', { name: 'Load' }));
    expect(await screen.findByText('Busy')).toBeInTheDocument();
    expect(await cell('Runs: see')).toHaveValue('own');
    backend.failing = null;
    await user.click(screen.getByRole('button', { name: 'Load' }));
    await waitFor(() => expect(screen.queryByText('Busy')).toBeNull());
  });

  it('asks before unsaved changes are left for another role or tab', async () => {
    const backend = new FakeRoles();
    backend.others = [fakeRole('auditors', 'custom')];
    open(backend);
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'own');
    await user.click(await screen.findByRole('button', { name: /^auditors/ }));
    expect(
      await screen.findByText('1 change of the role gamma is not saved.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(await cell('Runs: see')).toHaveValue('own');
    await user.click(screen.getByRole('tab', { name: 'Users' }));
    await user.click(
      await screen.findByRole('button', { name: 'Leave without saving' }),
    );
    expect(
      await screen.findByRole('searchbox', { name: 'Search users' }),
    ).toBeInTheDocument();
    expect(backend.saved).toEqual([]);
  });

  it('does not ask about changes of a role that was deleted', async () => {
    const backend = new FakeRoles();
    backend.others = [fakeRole('auditors', 'custom')];
    open(backend, '?role=auditors');
    const user = userEvent.setup();
    await user.selectOptions(await cell('Runs: see'), 'own');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('Choose a role')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says of a role that does not exist that there is none, and leads back', async () => {
    open(new FakeRoles(), '?role=nobody');
    expect(
      await screen.findByText('There is no role “nobody”'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'All roles' }));
    expect(await screen.findByText('Choose a role')).toBeInTheDocument();
  });

  it('lists more roles than fit on a page, and says why the next page did not come', async () => {
    const backend = new FakeRoles();
    backend.pageSize = 2;
    backend.others = ['a', 'b', 'c'].map(name => fakeRole(name, 'custom'));
    open(backend, '');
    const user = userEvent.setup();
    const own = await screen.findByRole('region', { name: 'Your own' });
    expect(within(own).getByRole('button', { name: /^b/ })).toBeVisible();
    expect(within(own).queryByRole('button', { name: /^c/ })).toBeNull();
    backend.failing = 'GET /roles';
    await user.click(within(own).getByRole('button', { name: 'Load more' }));
    expect(await within(own).findByText('Busy')).toBeInTheDocument();
    backend.failing = null;
    await user.click(within(own).getByRole('button', { name: 'Try again' }));
    expect(
      await within(own).findByRole('button', { name: /^c/ }),
    ).toBeInTheDocument();
  });

  it('moves through the roles in the order in which they stand there', async () => {
    const backend = new FakeRoles();
    backend.others = [
      fakeRole('a', 'custom'),
      fakeRole('user:bob', 'personal'),
      fakeRole('dev', 'project'),
    ];
    open(backend, '');
    const user = userEvent.setup();
    await screen.findByRole('button', { name: 'user:bob' });
    const selected = async () => {
      await user.keyboard('j');
      return screen.getByRole('navigation').querySelector('[aria-current=true]')
        ?.firstChild?.textContent;
    };
    expect([
      await selected(),
      await selected(),
      await selected(),
      await selected(),
    ]).toEqual(['gamma', 'dev', 'a', 'user:bob']);
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
