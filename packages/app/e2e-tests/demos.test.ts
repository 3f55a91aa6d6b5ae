import { expect } from '@playwright/test';
import { openHome } from './support/openHome';
import { RunPage } from './support/RunPage';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { prefer } from './support/prefer';

const RUN_MS = 180_000;

test('a person runs the wines and reads their report in the theme of the portal', async ({
  page,
  api,
}) => {
  test.setTimeout(FIRST_RUN_MS + RUN_MS);
  await prefer(page, { theme: 'dark' });
  const card = await openHome(page, 'Alcohol of wines');
  await card.getByRole('button', { name: 'Run' }).click();
  const run = new RunPage(page);
  const id = await run.opened();
  const ended = await api.untilFinal(id, FIRST_RUN_MS);
  expect(ended.status, ended.reason ?? undefined).toBe('succeeded');
  await run.show('quality', 'outputs');
  const report = page.frameLocator('iframe[title*="report.html"]');
  await expect(
    report.getByRole('heading', { name: 'Data quality of the wines' }),
  ).toBeVisible();
  expect(
    await report
      .locator('body')
      .evaluate(body => getComputedStyle(body).backgroundColor),
  ).toBe('rgb(27, 34, 48)');

  await expect(run.state('succeeded')).toBeVisible({ timeout: RUN_MS });
  await run.show('ridge-cleaned', 'outputs');
  await expect(
    run
      .panel('Ridge, cleaned')
      .getByRole('img', { name: 'residuals.png', exact: true }),
  ).toBeVisible();
  await run.show('verdict', 'log');
  await expect(run.log).toContainText('best: forest');
});

test('a person runs the sweep, and sixteen tasks become one surface', async ({
  page,
  api,
}) => {
  test.setTimeout(FIRST_RUN_MS + RUN_MS);
  await prefer(page);
  const card = await openHome(page, 'Sweep of settings');
  await card.getByRole('button', { name: 'Run' }).click();
  const run = new RunPage(page);
  const id = await run.opened();
  const ended = await api.untilFinal(id, FIRST_RUN_MS);
  expect(ended.status, ended.reason ?? undefined).toBe('succeeded');
  await run.show('surface', 'outputs');
  await expect(
    run
      .panel('Surface of scores')
      .getByRole('img', { name: 'surface.png', exact: true }),
  ).toBeVisible();
  await run.show('surface', 'log');
  await expect(run.log).toContainText(
    'best: c-1-gamma-0-01, C = 1, gamma = 0.01',
  );
});
