import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditRecord } from '@mlops/plugin-mlops-common';
import { fakeRole, FakeRoles } from '../../__testUtils__/FakeRoles';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { openSecurity } from '../../__testUtils__/openSecurity';

jest.setTimeout(60_000);
layoutInTests();

const BOB = 'user:default/bob';

function aRecord(part: Partial<AuditRecord>): AuditRecord {
  return {
    id: '01jnsaud000000000000000001',
    at: '2026-03-01T08:00:00.000Z',
    actor: 'user:default/root',
    action: 'grants-changed',
    subject: { kind: 'role', name: 'gamma' },
    before: null,
    after: null,
    ...part,
  };
}

function recording(...records: AuditRecord[]): FakeRoles {
  const backend = new FakeRoles();
  backend.answers['/audit'] = { items: records, nextCursor: null };
  return backend;
}

const entry = async () =>
  within((await screen.findAllByRole('row'))[1] ?? document.body);

describe('Audit', () => {
  it('tells changed grants in the words of the matrix, before and after', async () => {
    openSecurity(
      recording(
        aRecord({
          before: [{ permission: 'mlops.run.read', scope: 'project' }],
          after: [
            { permission: 'mlops.run.read', scope: 'all' },
            { permission: 'mlops.run.stop', scope: 'own' },
          ],
        }),
      ),
      '?tab=audit',
    );
    const row = await entry();
    expect(row.getByText('Grants changed')).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'gamma' })).toBeInTheDocument();
    const lines = row
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines).toEqual(['Runs: see: project → all', 'Runs: stop: no → own']);
    expect(row.getByRole('deletion')).toHaveTextContent('project');
  });

  it('names who was given a role, and keeps the record itself behind a disclosure', async () => {
    openSecurity(
      recording(aRecord({ action: 'member-added', after: { member: BOB } })),
      '?tab=audit',
    );
    const row = await entry();
    expect(row.getByText(`Given to ${BOB}`)).toBeInTheDocument();
    const raw = row.getByText(/"action": "member-added"/);
    expect(raw).not.toBeVisible();
    await userEvent.click(row.getByText('Record as JSON'));
    expect(raw).toBeVisible();
  });

  it('tells a membership of a project group from a role', async () => {
    openSecurity(
      recording(
        aRecord({
          action: 'member-added',
          subject: { kind: 'project', name: 'vision' },
          after: { member: BOB, role: 'dev' },
        }),
      ),
      '?tab=audit',
    );
    const row = await entry();
    expect(row.getByText(`${BOB} became a member`)).toBeInTheDocument();
    expect(row.getByRole('listitem')).toHaveTextContent('Role: none → dev');
  });

  it('shows the first differences of many, and opens the others', async () => {
    openSecurity(
      recording(
        aRecord({
          action: 'role-created',
          after: {
            grants: ['read', 'stop', 'clear', 'delete']
              .map(verb => `mlops.run.${verb}`)
              .concat(['mlops.log.read', 'mlops.audit.read', 'mlops.user.read'])
              .map(permission => ({ permission, scope: 'all' })),
          },
        }),
      ),
      '?tab=audit',
    );
    const row = await entry();
    expect(row.getByText('Users: see: no →')).not.toBeVisible();
    await userEvent.click(row.getByText('2 more'));
    expect(row.getByText('Users: see: no →')).toBeVisible();
  });

  it('filters by person and object, which the address keeps', async () => {
    const backend = recording();
    backend.others = [fakeRole('auditors', 'custom')];
    openSecurity(backend, '?tab=audit');
    const user = userEvent.setup();
    await user.type(
      await screen.findByRole('combobox', { name: 'Person' }),
      BOB,
    );
    await user.click(await screen.findByRole('option', { name: BOB }));
    await user.type(screen.getByRole('combobox', { name: 'Of what' }), 'aud');
    await user.click(await screen.findByRole('option', { name: /auditors/ }));
    await waitFor(() => {
      const last = backend.requests
        .filter(made => made.startsWith('GET /audit'))
        .pop();
      const asked = new URLSearchParams(last?.split('?')[1]);
      expect(Object.fromEntries(asked)).toMatchObject({
        person: BOB,
        subjectKind: 'role',
        subject: 'auditors',
      });
    });
    expect(screen.getByTestId('address')).toHaveTextContent(
      'object=role%3Aauditors',
    );
    expect(await screen.findByText('No change matches')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('No change so far')).toBeInTheDocument();
  });
});
