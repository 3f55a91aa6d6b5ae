import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folders } from '../folders.mjs';
import { runningTasks } from '../portal/runningTasks.mjs';
import { servePortal } from '../portal/servePortal.mjs';
import { stopTasks } from '../portal/stopTasks.mjs';
import { portalApi } from '../run/portalApi.mjs';
import { freePort } from '../verify/freePort.mjs';

/**
 * Lets `work` use a portal on data of its own.
 *
 * @param settings - of the configuration, by path: `{ 'mlops.local.slots': 4 }`
 * @param work - gets `{ api, pid, url, launchUrl, data }`, and `crash` to kill the portal and start it again
 */
export async function withPortal(settings, work) {
  const data = mkdtempSync(join(tmpdir(), 'mlops-portal-'));
  const port = await freePort();
  let portal = await serve(settings, data, port);
  /** As after a crash: nothing is told, nothing is tidied up. */
  const crash = async () => {
    process.kill(portal.pid, 'SIGKILL');
    await portal.ended;
    portal = await serve(settings, data, port);
    return portal;
  };
  try {
    const { pid, url, launchUrl } = portal;
    const api = portalApi({ url, launchUrl });
    return await work({ api, pid, url, launchUrl, data, crash });
  } finally {
    await portal.stop();
    await portal.ended;
    await stopTasks(runningTasks(data));
    rmSync(data, { recursive: true, force: true });
  }
}

function serve(settings, data, port) {
  const configured = Object.entries(settings).map(([path, value]) => [
    `APP_CONFIG_${path.replaceAll('.', '_')}`,
    JSON.stringify(value),
  ]);
  const env = { ...process.env, ...Object.fromEntries(configured) };
  const tools = { node: process.execPath, env };
  return servePortal({ tools, folders, data, port, show: () => {} });
}
