import { expect } from '@playwright/test';
import { launchUrl } from './support/launchUrl';
import { openAs } from './support/openAs';
import { PortalApi } from './support/PortalApi';
import { settled } from './support/settled';
import { test } from './support/portalTest';

const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';
const CAROL = 'user:default/carol';

/** Open pages hear of a change of rights by signal, within 2 s; without, they would look again after a minute. */
const SOON = { timeout: 10_000 };

const spec = {
  project: 'vision',
  tasks: [
    {
      name: 'say',
      template: 'shell',
      version: '1.0.0',
      parameters: { script: 'echo seen' },
    },
  ],
};

test('what a project group does is seen by its members, and by nobody else', async ({
  baseURL,
  browser,
}) => {
  const alice = await PortalApi.signIn(baseURL ?? '', launchUrl(), ALICE);
  await alice.createPipeline('of-vision', spec);
  const { id } = await alice.pipeline('of-vision');
  const run = await alice.start('of-vision');
  await alice.untilFinal(run, 60_000);

  const member = await openAs(
    browser,
    BOB,
    `/mlops/runs/${run}?task=say&tab=log`,
  );
  await expect(member.getByRole('log', { name: 'Log' })).toContainText('seen');
  await expect(member.getByRole('button', { name: /^Rerun/ })).toBeVisible();

  const stranger = await openAs(browser, CAROL, '/mlops/pipelines');
  await settled(stranger);
  await expect(stranger.getByRole('link', { name: 'of-vision' })).toHaveCount(
    0,
  );
  await stranger.goto(`/mlops/pipelines/${id}`);
  await expect(stranger.getByText('There is no such pipeline')).toBeVisible();
  await stranger.goto('/catalog?filters[kind]=component&filters[user]=all');
  await settled(stranger);
  await expect(stranger.getByText('of-vision')).toHaveCount(0);
  await expect(stranger.getByRole('link', { name: 'Security' })).toHaveCount(0);
  await stranger.goto('/mlops/security');
  await expect(stranger.getByText(/404/)).toBeVisible();
  await alice.dispose();
});

test('a role that is changed in one browser counts at once in another that is open', async ({
  browser,
}) => {
  const alice = await openAs(browser, ALICE, '/mlops/pipelines');
  await settled(alice);
  const runs = alice.getByRole('link', { name: 'Runs', exact: true });
  await expect(runs).toBeVisible();

  const admin = await openAs(browser, null, '/mlops/security?role=gamma');
  const tick = admin.getByRole('checkbox', { name: 'Menu: Runs' });
  await tick.uncheck();
  await admin.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(admin.getByText('Saved.')).toBeVisible();
  await expect(runs).toHaveCount(0, SOON);

  await tick.check();
  await admin.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(runs).toBeVisible(SOON);

  await admin.getByRole('tab', { name: 'Audit' }).click();
  await expect(
    admin
      .getByRole('listitem')
      .filter({ hasText: 'Menu: Runs: no → all' })
      .first(),
  ).toBeVisible();
});

test('changes of a role that are not saved are not lost by going elsewhere', async ({
  browser,
}) => {
  const admin = await openAs(browser, null, '/mlops/security?tab=audit');
  await admin.getByRole('tab', { name: 'Roles' }).click();
  await admin.getByRole('button', { name: /^gamma/ }).click();
  const tick = admin.getByRole('checkbox', { name: 'Audit: see' });
  await tick.check();
  const stay = async () => {
    const dialog = admin.getByRole('dialog');
    await expect(dialog).toContainText(
      '1 change of the role gamma is not saved.',
    );
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    await expect(tick).toBeChecked();
    await expect(admin).toHaveURL(/role=gamma/);
  };

  await admin.getByRole('button', { name: 'dev', exact: true }).click();
  await stay();
  await admin.getByRole('tab', { name: 'Users' }).click();
  await stay();
  await admin.getByRole('link', { name: 'Home', exact: true }).click();
  await stay();
  await admin.goBack();
  await stay();

  await admin.goBack();
  await admin.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(admin).toHaveURL(/tab=audit/);
});

test('a person asks to join, is let in, and sees it without loading the page again', async ({
  browser,
}) => {
  const carol = await openAs(browser, CAROL, '/mlops/projects/vision');
  await carol.getByRole('button', { name: 'Ask to join' }).click();
  const dialog = carol.getByRole('dialog');
  await dialog.getByLabel('Message (optional)').fill('I label pictures');
  await dialog.getByRole('button', { name: 'Ask' }).click();
  await expect(
    carol.getByRole('button', { name: 'Asked · take back' }),
  ).toBeVisible();

  const admin = await openAs(
    browser,
    null,
    '/mlops/projects/vision?tab=members',
  );
  const requests = admin.getByRole('region', { name: 'Requests to join' });
  await expect(requests).toContainText('I label pictures');
  await requests.getByRole('button', { name: 'Let in' }).click();
  await expect(carol.getByText('My role: dev')).toBeVisible(SOON);

  await admin.getByRole('button', { name: `Remove ${CAROL}` }).click();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(carol.getByRole('button', { name: 'Ask to join' })).toBeVisible(
    SOON,
  );
});

test('why somebody may do something is told with the grants that decide', async ({
  browser,
}) => {
  const admin = await openAs(browser, null, '/mlops/security?tab=explain');
  await admin.getByLabel('Who', { exact: true }).fill(CAROL);
  await admin
    .getByLabel('may do what')
    .selectOption({ label: 'Pipelines: run' });
  await admin
    .getByRole('combobox', { name: 'with which pipeline' })
    .pressSequentially('of-vision');
  await admin.getByRole('option', { name: 'of-vision' }).click();
  await admin.getByRole('button', { name: 'Explain' }).click();
  await expect(admin.getByText(`No. ${CAROL} may not do this.`)).toBeVisible();
  await expect(
    admin.getByText('reaches only project groups of the person').first(),
  ).toBeVisible();
  await expect(
    admin
      .getByRole('listitem')
      .filter({ hasText: /^dev in the project group vision/ }),
  ).toBeVisible();
  await admin.reload();
  await expect(admin.getByText(`No. ${CAROL} may not do this.`)).toBeVisible();
});
