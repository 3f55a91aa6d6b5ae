import type { Page } from '@playwright/test';

/** What a person has chosen in earlier visits: to be guest, a language and a theme. */
export async function prefer(
  page: Page,
  choice: { language?: 'en' | 'zh'; theme?: 'light' | 'dark' } = {},
): Promise<void> {
  await page.addInitScript(({ language = 'en', theme = 'light' }) => {
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
    localStorage.setItem('language', language);
    localStorage.setItem('theme', theme);
  }, choice);
}
