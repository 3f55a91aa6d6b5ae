import { expect } from '@playwright/test';
import { RunPage } from './support/RunPage';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { signIn } from './support/signIn';

/** The catalog hears of a new pipeline within seconds; its own loops take their time too. */
const IN_CATALOG_MS = 30_000;

test('a person fills in a form, and finds the model trained and its run in the catalog', async ({
  page: form,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  // Each walk makes a pipeline of its own.
  const name = `flowers-${Date.now().toString(36)}`;
  await form.goto('/');
  await signIn(form);
  await form.goto('/create/templates/default/train-a-model');
  await form.getByLabel(/^Name/).fill(name);
  await form.getByLabel(/^Title/).fill('Flowers');
  await form.getByRole('button', { name: 'Next' }).click();
  await expect(form.getByLabel(/^Script/)).toHaveValue(/RandomForest/);
  await form.getByRole('button', { name: 'Next' }).click();
  await form.getByRole('button', { name: 'Review' }).click();
  await form.getByRole('button', { name: 'Create' }).click();
  // The scaffolder opens what a template links to beside it.
  const opened = form.waitForEvent('popup');
  await form.getByRole('link', { name: 'Open the run' }).click();
  const page = await opened;

  const run = new RunPage(page);
  await expect(run.title).toHaveText('Flowers #1');
  await expect(run.state('succeeded')).toBeVisible({ timeout: FIRST_RUN_MS });

  await expect(async () => {
    await page.goto(`/catalog/default/component/ml-pipeline-${name}`);
    await expect(
      page.getByRole('heading', { name: 'Flowers' }).first(),
    ).toBeVisible();
  }).toPass({ timeout: IN_CATALOG_MS });
  await expect(
    page.getByRole('link', { name: 'Run #1: succeeded' }),
  ).toBeVisible();
  // The sidebar has a link of that name too.
  await page.locator(`a[href$="/ml-pipeline-${name}/runs"]`).click();
  await expect(page.getByRole('link', { name: 'Flowers #1' })).toBeVisible();

  await page.getByRole('link', { name: 'Open the pipeline' }).click();
  await expect(page.getByRole('heading', { name: 'Flowers' })).toBeVisible();
  await page.getByRole('link', { name: 'In the catalog' }).click();
  await expect(page).toHaveURL(new RegExp(`/component/ml-pipeline-${name}$`));
});
