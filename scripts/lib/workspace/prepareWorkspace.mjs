import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimFile } from '../process/claimFile.mjs';
import { prepareToolchain } from '../toolchain/prepareToolchain.mjs';
import { requireBuildTools } from '../toolchain/requireBuildTools.mjs';
import { buildPages } from './buildPages.mjs';
import {
  hasDependencies,
  installDependencies,
} from './installDependencies.mjs';

/**
 * From a bare clone, or from whatever is there, to a checkout that can run. Two commands at once
 * take turns.
 *
 * @returns `{ node, env }` to start things with
 */
export async function prepareWorkspace({ folders, step, pages }) {
  const turn = await takeTurn(folders, step);
  try {
    // All that is missing is named at once, before anything is fetched.
    if (!hasDependencies(folders)) requireBuildTools({ compiler: true });
    const tools = await prepareToolchain({ folders, step });
    await installDependencies({ folders, step, ...tools });
    if (pages) await buildPages({ folders, step, ...tools });
    return tools;
  } finally {
    turn.release();
  }
}

async function takeTurn(folders, step) {
  const file = join(folders.cache, 'setup.lock');
  const claim = claimFile(file);
  if (!claim.holder) return claim;
  return step(
    `Waiting for the set-up by process ${claim.holder.pid}`,
    async () => {
      for (;;) {
        await sleep(200);
        const next = claimFile(file);
        if (!next.holder) return next;
      }
    },
  );
}
