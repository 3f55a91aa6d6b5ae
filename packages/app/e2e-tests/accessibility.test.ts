import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { portalPages } from './support/portalPages';
import { prefer } from './support/prefer';
import { settled } from './support/settled';

for (const theme of ['light', 'dark'] as const) {
  test(`no page keeps people out in the ${theme} theme`, async ({
    page,
    api,
  }) => {
    test.setTimeout(FIRST_RUN_MS);
    const run = await api.succeededRun(FIRST_RUN_MS);
    await prefer(page, { theme });
    for (const { name, path } of portalPages(run)) {
      await test.step(name, async () => {
        await page.goto(path);
        await settled(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => ({
            id,
            nodes: nodes.map(node => `${node.html}: ${node.failureSummary}`),
          }));
        expect.soft(serious, `${name}, ${path}`).toEqual([]);
      });
    }
  });
}
