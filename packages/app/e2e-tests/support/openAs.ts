import { expect, type Browser, type Page } from '@playwright/test';
import { launchPages } from './launch';
import { launchUrl } from './launchUrl';

/** Opens the portal in a browser of its own as a demo account, or as guest, who is the administrator. */
export async function openAs(
  browser: Browser,
  account: string | null,
  path: string,
): Promise<Page> {
  const context = await browser.newContext();
  await launchPages(context, launchUrl());
  const page = await context.newPage();
  await page.addInitScript(
    choice => {
      localStorage.setItem('@backstage/core:SignInPage:provider', choice);
      localStorage.setItem('language', 'en');
    },
    account ? `demo ${account}` : 'guest',
  );
  await page.goto(path);
  await expect(page.getByRole('link', { name: 'Home' }).first()).toBeVisible({
    timeout: 60_000,
  });
  return page;
}
