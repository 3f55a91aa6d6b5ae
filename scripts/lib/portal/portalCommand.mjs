import { resolve } from 'node:path';
import { holderOf } from '../process/claimFile.mjs';
import { aborted, interruption } from '../process/interruption.mjs';
import { progressLine } from '../progressLine.mjs';
import { Refusal } from '../Refusal.mjs';
import { runPipeline } from '../run/runPipeline.mjs';
import { prepareWorkspace } from '../workspace/prepareWorkspace.mjs';
import { launchUrl } from './launchToken.mjs';
import { PORTAL_USAGE, portalArguments } from './portalArguments.mjs';
import { portalClaim, refuseSecond, servePortal } from './servePortal.mjs';
import { stopCommand } from './stopCommand.mjs';
import { requireFreePort } from './requireFreePort.mjs';
import { runningTasks } from './runningTasks.mjs';
import { tasksGoOn } from './tasksGoOn.mjs';

/**
 * `npm run portal`.
 *
 * @returns the exit code
 */
export async function portalCommand(argv, { folders }) {
  const show = text => process.stdout.write(text);
  const wish = portalArguments(argv, process.env);
  if (wish.action === 'help') {
    show(PORTAL_USAGE);
    return 0;
  }
  const data = resolve(wish.data ?? folders.data);
  if (wish.action === 'stop') return stopCommand({ data, all: wish.all, show });

  const running = holderOf(portalClaim(data));
  if (running) {
    if (!wish.pipeline) throw refuseSecond(running, data);
    const { url } = running;
    const succeeded = await runPipeline({
      url,
      launchUrl: launchUrl(url, data),
      name: wish.pipeline,
      show,
    });
    return succeeded ? 0 : 1;
  }
  return serve({ ...wish, data, folders, show });
}

async function serve({ data, port, pipeline, exit, folders, show }) {
  const began = performance.now();
  const step = progressLine(process.stderr);
  // Looked at again when the portal starts; here it spares minutes of work for nothing.
  await requireFreePort(port);
  const tools = await prepareWorkspace({ folders, step, pages: true });
  const signal = interruption();
  const portal = await step('Starting the portal', () =>
    servePortal({ tools, folders, data, port, show, signal }),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  show(`The portal is ready after ${seconds} s: ${portal.launchUrl}\n`);

  const forever = new Promise(() => {});
  const run = pipeline
    ? runPipeline({ ...portal, name: pipeline, show })
    : forever;
  try {
    const { code, said } = await Promise.race([
      aborted(signal).then(() => ({ code: 0 })),
      portal.ended.then(ending => ended(ending, exit)),
      run.then(succeeded => (exit ? { code: Number(!succeeded) } : forever)),
    ]);
    if (said) show(said);
    return code;
  } finally {
    await portal.stop();
    await portal.ended;
    show(tasksGoOn(runningTasks(data)));
  }
}

/** A portal that was stopped by another command failed only those who wait for a run. */
function ended(ending, waitsForRun) {
  if (ending !== 0) {
    throw new Refusal(
      `The portal ended by itself (${ending}); the reason stands in its log.`,
    );
  }
  return { code: Number(waitsForRun), said: 'The portal was stopped.\n' };
}
