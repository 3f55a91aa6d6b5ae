import { expect } from '@playwright/test';
import { launchUrl } from './support/launchUrl';
import { openAs } from './support/openAs';
import { PortalApi } from './support/PortalApi';
import { RunPage } from './support/RunPage';
import { test } from './support/portalTest';

const ALICE = 'user:default/alice';

/** Two tasks that may execute together and end when they are stopped. */
const wide = {
  project: 'vision',
  tasks: ['left', 'right'].map(name => ({
    name,
    template: 'shell',
    version: '1.0.0',
    parameters: { script: 'sleep 600' },
  })),
};

test('a quota is said before a run, holds it back, and lets it in when there is room', async ({
  baseURL,
  browser,
}) => {
  const admin = await openAs(
    browser,
    null,
    '/mlops/projects/vision?tab=settings',
  );
  const form = admin.getByRole('form', { name: 'Quota' });
  const tasks = form.getByLabel('Tasks at the same time');
  await tasks.fill('many');
  await expect(form.getByRole('alert')).toContainText(
    '"many" is not a whole number of tasks',
  );
  await tasks.fill('1');
  await form.getByRole('button', { name: 'Save quota' }).click();
  await expect(form.getByRole('status')).toHaveText(
    'Saved. It counts at once.',
  );

  const api = await PortalApi.signIn(baseURL ?? '', launchUrl(), ALICE);
  await api.createPipeline('wide-one', wide);
  await api.createPipeline('wide-two', wide);
  const first = await api.start('wide-one');
  await api.until(first, ({ status }) => status === 'running', 60_000);
  const { tasks: started } = await api.run(first);
  expect(started.map(({ status }) => status).sort()).not.toEqual([
    'running',
    'running',
  ]);

  await expect(form).toContainText('Tasks at the same timein use: 1');

  const alice = await openAs(browser, ALICE, `/mlops/runs/${first}`);
  await alice.getByRole('button', { name: 'Whole run' }).click();
  await expect(
    alice.getByText(/^At most 1 of its tasks execute at the same time, not 2/),
  ).toBeVisible();
  await alice.goto('/mlops/projects/vision');
  await expect(
    alice.getByRole('meter', { name: 'Tasks at the same time' }),
  ).toHaveAttribute('aria-valuetext', '1 of 1');

  const second = await api.start('wide-two');
  await alice.goto(`/mlops/runs/${second}`);
  await expect(
    alice
      .getByText(
        'needs 1 task; of the quota of the project group "vision", 1 task, 0 is free',
      )
      .first(),
  ).toBeVisible();
  await api.http.post(`runs/${first}/stop`);
  await expect(new RunPage(alice).state('running')).toBeVisible({
    timeout: 30_000,
  });
  await api.http.post(`runs/${second}/stop`);

  await form.getByRole('button', { name: 'Use the configured quota' }).click();
  await expect(tasks).toHaveValue('');
  await api.untilFinal(second, 30_000);
  await api.dispose();
});
