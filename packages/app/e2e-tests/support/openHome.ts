import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './signIn';

/** Opens Home as a person does and answers the card of a demo. */
export async function openHome(
  page: Page,
  demo = 'Handwritten digits',
): Promise<Locator> {
  await page.goto('/');
  await signIn(page);
  const card = page.getByRole('article', { name: demo });
  await expect(card).toBeVisible();
  return card;
}
