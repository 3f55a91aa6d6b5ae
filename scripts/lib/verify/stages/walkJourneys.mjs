import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningTasks } from '../../portal/runningTasks.mjs';
import { servePortal } from '../../portal/servePortal.mjs';
import { stopTasks } from '../../portal/stopTasks.mjs';
import { buildPages } from '../../workspace/buildPages.mjs';
import { bringDebianPackages, debian } from '../debianPackages.mjs';
import { freePort } from '../freePort.mjs';
import { outcome } from '../outcome.mjs';
import { readPlaywrightReport } from '../readPlaywrightReport.mjs';
import { runCheck } from '../runCheck.mjs';

/** Journeys of a person through the built portal, in Chromium, on data of their own. */
export async function walkJourneys(context) {
  const lack = await bringDebianPackages(
    [debian.chromium, debian.chineseFonts, debian.bubblewrap],
    context,
  );
  if (lack) return outcome({ skipped: 1, notes: [lack] });
  await buildPages(context);
  const data = mkdtempSync(join(tmpdir(), 'mlops-journeys-'));
  let portal;
  try {
    portal = await servePortal({
      tools: context,
      folders: context.folders,
      data,
      port: await freePort(),
      show: () => {},
    });
    return await playwright(context, portal);
  } finally {
    await portal?.stop();
    await portal?.ended;
    await stopTasks(runningTasks(data));
    rmSync(data, { recursive: true, force: true });
  }
}

async function playwright(context, { url, launchUrl }) {
  const report = join(context.logs, 'journeys.json');
  rmSync(report, { force: true });
  const { output } = await runCheck(context, {
    name: 'journeys',
    command: ['yarn', 'test:e2e', '--reporter=list,json'],
    env: {
      PORTAL_URL: url,
      PORTAL_LAUNCH_URL: launchUrl,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  if (!existsSync(report)) throw new Error(output);
  return readPlaywrightReport(JSON.parse(readFileSync(report, 'utf8')));
}
