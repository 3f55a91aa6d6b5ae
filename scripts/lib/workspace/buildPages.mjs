import { join } from 'node:path';
import { runToLog } from '../process/runToLog.mjs';
import { fingerprint } from './fingerprint.mjs';
import { unlessStamped } from './stamp.mjs';
import { foldersNeededBy, workspacePackages } from './workspacePackages.mjs';

/** Builds the pages, when their sources, their configuration or their dependencies have changed. */
export async function buildPages({ folders, step, env }) {
  const { root } = folders;
  const digest = fingerprint(root, [
    ...foldersNeededBy('app', workspacePackages(root)),
    'app-config.yaml',
    'yarn.lock',
  ]);
  const app = join(root, 'packages', 'app');
  return unlessStamped(join(app, 'dist', '.built'), digest, () =>
    step('Building the pages', onLine =>
      runToLog(['yarn', 'build'], {
        title: 'The build of packages/app',
        log: join(folders.cache, 'pages.log'),
        cwd: app,
        env: { ...env, NODE_ENV: 'production' },
        onLine,
      }),
    ),
  );
}
