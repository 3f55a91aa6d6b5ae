import { expect, type Locator, type Page } from '@playwright/test';
import { openHome } from './support/openHome';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { prefer } from './support/prefer';
import { RunPage } from './support/RunPage';

const MOST_STEPS = 120;

/** Moves the focus by the Tab key alone until it is on the target, which then shows it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await target.evaluate(node => node === document.activeElement)) {
      expect(
        await target.evaluate(node => node.matches(':focus-visible')),
      ).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached by ${MOST_STEPS} presses of Tab`);
}

test('a run is started, watched and stopped with the keyboard alone', async ({
  page,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  await prefer(page);
  const card = await openHome(page);
  await tabTo(page, card.getByRole('button', { name: 'Run' }));
  await page.keyboard.press('Enter');

  const run = new RunPage(page);
  await run.opened();
  await expect(run.task('Random forest', 'running')).toBeVisible({
    timeout: FIRST_RUN_MS,
  });
  await tabTo(page, run.task('Load and split'));
  // Beside the log there is more room in height, so the graph flows down.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('l');
  await expect(run.log).toContainText(/fold \d/);

  await tabTo(page, page.getByRole('button', { name: 'Stop', exact: true }));
  await page.keyboard.press('Enter');
  await expect(run.state('stopped')).toBeVisible();
});

test('runs are searched, walked through, ticked and opened with the keyboard alone', async ({
  page,
  api,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  const run = await api.succeededRun(FIRST_RUN_MS);
  await prefer(page);
  await page.goto('/mlops/runs');
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('dig');
  await expect(page).toHaveURL(/name=dig/);
  await page.keyboard.press('Tab');

  await page.keyboard.press('j');
  await expect(page.locator('tr[aria-current] a')).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByText('1 run selected')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('1 run selected')).toBeHidden();
  await page.keyboard.press('Enter');
  await new RunPage(page).opened();
  await page.goBack();
  await expect(page).toHaveURL(/name=dig/);
  expect(run.pipeline.name).toBe('digits');
});
