import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeRole, FakeRoles } from '../../__testUtils__/FakeRoles';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { openSecurity } from '../../__testUtils__/openSecurity';

jest.setTimeout(60_000);
layoutInTests();

const BOB = 'user:default/bob';

function withMembers(): FakeRoles {
  const backend = new FakeRoles();
  backend.answers['/roles/gamma/members'] = {
    items: [
      {
        member: BOB,
        source: 'portal',
        addedBy: 'user:default/root',
        addedAt: '2026-03-01T08:00:00.000Z',
      },
      {
        member: 'user:default/eve',
        source: 'config',
        addedBy: null,
        addedAt: null,
      },
    ],
    nextCursor: null,
  };
  return backend;
}

describe('members of a role', () => {
  it('stand there with who gave it and when', async () => {
    openSecurity(withMembers());
    const row = within(
      await screen.findByRole('row', { name: /^user:default\/bob/ }),
    );
    expect(
      row.getByRole('cell', { name: 'user:default/root' }),
    ).toBeInTheDocument();
    expect(row.getByRole('time')).toHaveAttribute(
      'datetime',
      '2026-03-01T08:00:00.000Z',
    );
  });

  it('stay where the configuration names them', async () => {
    openSecurity(withMembers());
    const row = within(
      await screen.findByRole('row', { name: /^user:default\/eve/ }),
    );
    expect(row.getByText('the configuration')).toBeInTheDocument();
    expect(row.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('lose the role after a second look', async () => {
    const backend = withMembers();
    openSecurity(backend);
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: `Remove ${BOB}` }),
    );
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    const request = `DELETE /roles/gamma/members/${encodeURIComponent(BOB)}`;
    await waitFor(() => expect(backend.requests).toContain(request));
  });
});

describe('a new role', () => {
  it('begins with the grants of any other, also that of a person', async () => {
    const backend = new FakeRoles();
    backend.others = [fakeRole('user:bob', 'personal')];
    openSecurity(backend, '');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'New role' }));
    await user.type(screen.getByLabelText(/^Name/), 'auditors');
    await user.type(screen.getByLabelText(/^Title/), 'Auditors');
    await user.type(
      screen.getByRole('combobox', { name: 'Begin with the grants of' }),
      'bob',
    );
    await user.click(await screen.findByRole('option', { name: /user:bob/ }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(backend.bodies).toContainEqual({
        name: 'auditors',
        title: 'Auditors',
        description: null,
        copyOf: 'user:bob',
      }),
    );
  });
});
