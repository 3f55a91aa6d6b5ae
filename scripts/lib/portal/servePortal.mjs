import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { claimFile } from '../process/claimFile.mjs';
import { Refusal } from '../Refusal.mjs';
import { errorLines } from './errorLines.mjs';
import { ensureLaunchToken, launchUrl } from './launchToken.mjs';
import { startPortal } from './portalProcess.mjs';
import { requireFreePort } from './requireFreePort.mjs';

/** The file that says which portal uses a data folder. */
export function portalClaim(data) {
  return join(data, 'portal.lock');
}

/** Refuses a second portal on the same data: two would start everything twice. */
export function refuseSecond(holder, data) {
  return new Refusal(
    `A portal already uses ${data}: process ${holder.pid}, ${holder.url}. End it with: npm run portal -- stop`,
  );
}

/**
 * Serves page and API on a data folder that no other portal uses.
 *
 * @param wanted - `tools` of `prepareWorkspace`, `folders`, `data` folder, `port`, `show` for its
 * errors, `signal` to interrupt its start
 * @returns the portal as `startPortal` describes it, with `launchUrl`; its claim ends with it
 */
export async function servePortal(wanted) {
  const { tools, folders, data, port, show, signal } = wanted;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  ensureLaunchToken(data);
  const claim = claimFile(portalClaim(data), {
    url: `http://localhost:${port}`,
  });
  if (claim.holder) throw refuseSecond(claim.holder, data);
  try {
    await requireFreePort(port);
    const portal = await startPortal({
      ...tools,
      folders,
      data,
      port,
      signal,
      onText: errorLines(show),
      // From here on the claim is that of the process which holds the data.
      onSpawned: pid => claim.update({ pid }),
    });
    return {
      ...portal,
      launchUrl: launchUrl(portal.url, data),
      ended: portal.ended.finally(claim.release),
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}
