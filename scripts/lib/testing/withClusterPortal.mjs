import { setTimeout as sleep } from 'node:timers/promises';
import { portalSettings } from '../cluster/portalSettings.mjs';
import { withPortal } from './withPortal.mjs';

/**
 * Lets `work` use a portal of its own on clusters, as `withPortal` does. Of its runs nothing is left there.
 *
 * @param testbed - as it is written down for programs
 * @param settings - on top of those for the clusters
 */
export function withClusterPortal(testbed, settings, work) {
  const sections = Object.entries(portalSettings(testbed));
  const byPath = sections.flatMap(([section, keys]) =>
    Object.entries(keys).map(([key, value]) => [`${section}.${key}`, value]),
  );
  const all = { ...Object.fromEntries(byPath), ...settings };
  return withPortal(all, async portal => {
    let result;
    try {
      result = await work(portal);
    } catch (error) {
      // What went wrong first is what is to be read.
      await clearRuns(portal.api).catch(() => {});
      throw error;
    }
    await clearRuns(portal.api);
    return result;
  });
}

/** Ends all runs of a portal and removes what they have on clusters. */
export async function clearRuns(api) {
  const ids = await runIds(api);
  for (const id of ids) await api.tell(`/runs/${id}/stop`);
  for (const id of ids) {
    while ((await api.read(`/runs/${id}`)).finishedAt === null)
      await sleep(200);
    await api.tell(`/runs/${id}/clear`);
  }
  for (const id of ids) {
    while (!(await api.read(`/runs/${id}`)).cleared) await sleep(200);
  }
}

async function runIds(api) {
  const ids = [];
  let cursor;
  do {
    const query = new URLSearchParams({
      limit: '200',
      ...(cursor && { cursor }),
    });
    const page = await api.read(`/runs?${query}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
}
