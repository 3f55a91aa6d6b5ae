import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What keeps people out of a page as it is now, by the rules of axe.
 *
 * @param part - selector of the part that is looked at; absent: all of it
 */
export async function seriousViolations(page: Page, part?: string) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(node => `${node.html}: ${node.failureSummary}`),
    }));
}
