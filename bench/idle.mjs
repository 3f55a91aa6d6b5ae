/**
 * What a portal uses of the processor while nobody does anything: one of the same packages without ours,
 * ours with no page open, and ours with the list of runs open in Chromium.
 *
 * BENCH_SECONDS sets how long each is watched (default 60).
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { cpuSecondsOf } from './lib/processCpu.mjs';
import { withStockPortal } from './lib/withStockPortal.mjs';

const seconds = Number(process.env.BENCH_SECONDS ?? 60);
const GOAL = 0.005;
const CHROMIUM = '/usr/bin/chromium';
/** A portal that has just started is still busy with its catalog. */
const SETTLE_MS = 30_000;

const stock = await withStockPortal(({ pid }) => watch(pid));
say('stock portal', stock);
await withPortal({}, async ({ pid, url, launchUrl }) => {
  const ours = await watch(pid);
  say('ours, no page', ours);
  const beyond = ours - stock;
  process.stdout.write(
    `  beyond the stock portal ${share(beyond)}, goal ${share(GOAL)}: ${
      beyond <= GOAL ? 'reached' : 'missed'
    }\n`,
  );
  if (beyond > GOAL) process.exitCode = 1;
  if (!existsSync(CHROMIUM)) {
    process.stdout.write(`  With a page: not measured, no ${CHROMIUM}\n`);
    return;
  }
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(launchUrl);
    await page.getByRole('button', { name: 'Enter as guest' }).click();
    await page.getByRole('link', { name: 'Runs' }).first().click();
    await page.waitForURL(`${url}/mlops/runs*`, { timeout: 120_000 });
    say('ours, Runs open', await watch(pid));
  } finally {
    await browser.close();
  }
});

/** @returns the share of one core that a process uses */
async function watch(pid) {
  await sleep(SETTLE_MS);
  const before = cpuSecondsOf(pid);
  const began = performance.now();
  await sleep(seconds * 1000);
  return (cpuSecondsOf(pid) - before) / ((performance.now() - began) / 1000);
}

function say(name, used) {
  process.stdout.write(`  ${name.padEnd(18)} ${share(used)} of a core\n`);
}

function share(value) {
  return `${(value * 100).toFixed(2)} %`;
}
