import { expect } from '@playwright/test';
import { openHome } from './support/openHome';
import { RunPage } from './support/RunPage';
import { FIRST_RUN_MS, test } from './support/portalTest';

test('a person runs the digits from Home, looks at what came out, and stops a second run', async ({
  page,
  api,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  const card = await openHome(page);
  await expect(card.getByRole('img').first()).toBeVisible();
  await card.getByRole('button', { name: 'Run' }).click();

  const run = new RunPage(page);
  const first = await run.opened();
  await expect(run.title).toHaveText(/^Handwritten digits #\d+$/);
  await expect(run.task('Random forest', 'running')).toBeVisible({
    timeout: FIRST_RUN_MS,
  });
  await run.select('Random forest', 'Log');
  await expect(run.log).toContainText(/fold \d\/5 {2}accuracy 0\.\d{4}/);

  await expect(run.state('succeeded')).toBeVisible({ timeout: 120_000 });
  for (const task of ['Load and split', 'Compare', 'Save the best']) {
    await expect(run.task(task, 'succeeded')).toBeVisible();
  }
  await run.select('Confusion matrix', 'Outputs');
  const picture = run
    .panel('Confusion matrix')
    .getByRole('img', { name: 'confusion-matrix.png' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() =>
      picture.evaluate(node =>
        node instanceof HTMLImageElement ? node.naturalWidth : 0,
      ),
    )
    .toBeGreaterThan(500);

  await run.select('Compare', 'Log');
  await expect(run.log).toContainText('best: ');
  await expect(page.getByText('Metrics of the run')).toBeVisible();

  await openHome(page);
  await card.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => run.opened()).not.toBe(first);
  const second = await run.opened();
  await expect(run.task('Load and split', 'running')).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(run.state('stopped')).toBeVisible();
  const stopped = await api.run(second);
  expect(stopped.status).toBe('stopped');
  expect((await api.run(first)).status).toBe('succeeded');
});
