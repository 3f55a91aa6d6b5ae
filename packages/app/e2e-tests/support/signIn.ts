import { expect, type Page } from '@playwright/test';

/** Enters as guest where the portal asks. */
export async function signIn(page: Page): Promise<void> {
  const enter = page.getByRole('button', { name: 'Enter as guest' });
  const menu = page.getByRole('link', { name: 'Runs' });
  await expect(enter.or(menu).first()).toBeVisible({ timeout: 60_000 });
  if (await enter.isVisible()) await enter.click();
  await expect(menu.first()).toBeVisible();
}
