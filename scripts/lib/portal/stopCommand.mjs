import { holderOf } from '../process/claimFile.mjs';
import { endProcess } from '../process/endProcess.mjs';
import { runningTasks } from './runningTasks.mjs';
import { portalClaim } from './servePortal.mjs';
import { stopTasks } from './stopTasks.mjs';
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
  await stopTasks(tasks);
  const ended = [
    ...(portal ? ['the portal'] : []),
    ...(tasks.length > 0 ? [`tasks: ${tasks.length}`] : []),
  ];
  show(
    ended.length > 0
      ? `Stopped ${ended.join(', ')}.\n`
      : `Nothing runs on ${data}.\n`,
  );
  return 0;
}
