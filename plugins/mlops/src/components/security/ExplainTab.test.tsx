import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeRoles } from '../../__testUtils__/FakeRoles';

import { aPipeline } from '../../__testUtils__/factories';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { openSecurity } from '../../__testUtils__/openSecurity';

jest.setTimeout(60_000);

layoutInTests();

const BOB = 'user:default/bob';

function answering(): FakeRoles {
  const backend = new FakeRoles();
  const pipeline = aPipeline();
  backend.answers['/pipelines'] = { items: [pipeline], nextCursor: null };
  backend.answers[`/pipelines/${pipeline.id}`] = pipeline;
  backend.answers['/explain'] = {
    allowed: false,
    known: true,
    user: BOB,
    permission: 'mlops.pipeline.run',
    object: null,
    grants: [],
    otherRoles: [
      {
        role: 'dev',
        roleTitle: 'dev',
        roleKind: 'project',
        scope: 'project',
        project: 'vision',
      },
    ],
  };
  return backend;
}

const what = () => screen.findByRole('combobox', { name: 'may do what' });

describe('Explain', () => {
  it('offers the objects that the permission is about, by name', async () => {
    const backend = answering();
    const { id, title } = aPipeline();
    openSecurity(backend, `?tab=explain&user=${encodeURIComponent(BOB)}`);
    const user = userEvent.setup();
    await user.selectOptions(await what(), 'Pipelines: run');
    expect(await what()).toHaveAccessibleDescription(
      'Start a pipeline, and rerun it',
    );
    const field = screen.getByRole('combobox', {
      name: 'with which pipeline',
    });
    await user.type(field, title.slice(0, 3));
    await user.click(
      await screen.findByRole('option', { name: new RegExp(title) }),
    );
    await user.click(screen.getByRole('button', { name: 'Explain' }));
    await waitFor(() =>
      expect(
        backend.requests.find(made => made.startsWith('GET /explain')),
      ).toContain(`objectKind=pipeline&objectId=${id}`),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(`id=${id}`);
    expect(
      await screen.findByText(/in the project group vision/),
    ).toBeVisible();
  });

  it('asks for another kind of object when the permission is about another', async () => {
    openSecurity(answering(), '?tab=explain');
    const user = userEvent.setup();
    await user.selectOptions(await what(), 'Runs: stop');
    expect(
      screen.getByRole('combobox', { name: 'with which run' }),
    ).toBeInTheDocument();
    await user.selectOptions(await what(), 'Audit: see');
    expect(screen.queryByRole('combobox', { name: /with which/ })).toBeNull();
  });

  it('names the object of an address that was sent', async () => {
    const { id, title } = aPipeline();
    openSecurity(
      answering(),
      `?${new URLSearchParams({
        tab: 'explain',
        user: BOB,
        permission: 'mlops.pipeline.run',
        id,
      })}`,
    );
    await waitFor(() =>
      expect(
        screen.getByRole('combobox', { name: 'with which pipeline' }),
      ).toHaveValue(title),
    );
    expect(
      await screen.findByText(`No. ${BOB} may not do this.`),
    ).toBeInTheDocument();
  });
});
