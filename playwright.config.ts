import { defineConfig } from '@playwright/test';

/** Journeys need a portal that runs already: `npm run verify -- journeys` starts one and names it here. */
const portal = process.env.PORTAL_URL ?? 'http://localhost:7007';

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: '.cache/journeys',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // All journeys share one portal and its manual runs replace each other.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  use: {
    baseURL: portal,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
