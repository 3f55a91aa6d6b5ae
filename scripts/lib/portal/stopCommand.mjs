import { holderOf } from '../process/claimFile.mjs';
import { endProcess } from '../process/endProcess.mjs';
import { runningTasks } from './runningTasks.mjs';
import { portalClaim } from './servePortal.mjs';
import { tasksGoOn } from './tasksGoOn.mjs';

/** `npm run portal -- stop [--all]`. */
export async function stopCommand({ data, all, show }) {
  const portal = holderOf(portalClaim(data));
  if (portal) await endProcess(portal);
  const tasks = runningTasks(data);
  if (!all) {
    show(portal ? tasksGoOn(tasks) : `No portal uses ${data}.\n`);
    return 0;
  }
  await Promise.all(tasks.map(endProcess));
  const stopped = portal ? 'The portal' : 'No portal';
  show(`${stopped} and ${tasks.length} running tasks were stopped.\n`);
  return 0;
}
