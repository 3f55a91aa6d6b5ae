import { expect } from '@playwright/test';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { portalDialogs } from './support/portalDialogs';
import { portalPages } from './support/portalPages';
import { prefer } from './support/prefer';
import { seriousViolations } from './support/seriousViolations';
import { settled } from './support/settled';

for (const choice of [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'zh' },
] as const) {
  const where = `in the ${choice.theme} theme and the language ${choice.language}`;

  test(`no page keeps people out ${where}`, async ({ page, api }) => {
    test.setTimeout(FIRST_RUN_MS);
    const run = await api.succeededRun(FIRST_RUN_MS);
    await prefer(page, choice);
    for (const { name, path } of portalPages(run)) {
      await test.step(name, async () => {
        await page.goto(path);
        await settled(page);
        expect
          .soft(await seriousViolations(page), `${name}, ${path}`)
          .toEqual([]);
      });
    }
  });

  test(`no dialog keeps people out ${where}`, async ({ page, api }) => {
    test.setTimeout(FIRST_RUN_MS);
    const run = await api.succeededRun(FIRST_RUN_MS);
    await prefer(page, choice);
    for (const { name, path, open } of portalDialogs(run)) {
      await test.step(name, async () => {
        await page.goto(path);
        await settled(page);
        await open(page);
        await expect(
          page.getByRole('dialog').or(page.getByRole('menu')).first(),
        ).toBeVisible();
        expect.soft(await seriousViolations(page), name).toEqual([]);
      });
    }
  });
}
