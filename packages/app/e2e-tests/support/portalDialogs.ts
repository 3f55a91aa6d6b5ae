import type { Page } from '@playwright/test';
import type { Run } from '@mlops/plugin-mlops-common';

/** Everything that opens above a page, and how; keys, so that it is the same in every language. */
export function portalDialogs(run: Run): Array<{
  name: string;
  path: string;
  open(page: Page): Promise<void>;
}> {
  const pipeline = `/mlops/pipelines/${run.pipeline.id}`;
  return [
    {
      name: 'Keys',
      path: '/mlops/runs',
      open: page => page.keyboard.press('?'),
    },
    {
      name: 'Parameters of a run',
      path: pipeline,
      open: page => page.keyboard.press('r'),
    },
    {
      name: 'Filter by state',
      path: '/mlops/runs',
      open: page => page.getByRole('group').getByRole('button').nth(1).click(),
    },
    {
      name: 'Deleting a run',
      path: '/mlops/runs?status=succeeded',
      async open(page) {
        await page.getByRole('row').nth(1).waitFor();
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await page.getByRole('group').getByRole('button').first().click();
      },
    },
    {
      name: 'Ways to run again',
      path: `/mlops/runs/${run.id}`,
      open: page =>
        page
          .locator('header')
          .getByRole('button', { expanded: false })
          .first()
          .click(),
    },
  ];
}
