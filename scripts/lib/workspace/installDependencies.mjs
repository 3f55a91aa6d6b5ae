import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runToLog } from '../process/runToLog.mjs';
import { requireBuildTools } from '../toolchain/requireBuildTools.mjs';
import { fingerprint } from './fingerprint.mjs';
import { unlessStamped } from './stamp.mjs';
import { workspacePackages } from './workspacePackages.mjs';
import { firstLineOf } from '../process/firstLineOf.mjs';

const STAMP = join('node_modules', '.installed');

/** Whether dependencies were ever installed here; a stale install counts. */
export function hasDependencies({ root }) {
  return existsSync(join(root, STAMP));
}

/** `yarn install` exactly as the lockfile says, when something that it depends on has changed. */
export async function installDependencies({ folders, step, ...tools }) {
  const { node, env, buildEnv } = tools;
  const { root } = folders;
  const manifests = workspacePackages(root).map(
    ({ folder }) => `${folder}/package.json`,
  );
  const digest = fingerprint(
    root,
    ['yarn.lock', 'package.json', '.yarnrc.yml', ...manifests],
    // Native modules fit one major version of Node.
    [process.platform, process.arch, majorOf(node)],
  );
  return unlessStamped(join(root, STAMP), digest, async () => {
    requireBuildTools({ compiler: true });
    await step('Installing dependencies', onLine =>
      runToLog(['yarn', 'install', '--immutable'], {
        title: 'yarn install',
        log: join(folders.cache, 'install.log'),
        cwd: root,
        env: { ...env, ...buildEnv },
        onLine,
      }),
    );
  });
}

function majorOf(node) {
  return firstLineOf([node, '--version'])?.split('.')[0] ?? 'unknown';
}
