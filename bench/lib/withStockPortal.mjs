import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePortal } from '../../scripts/lib/portal/servePortal.mjs';
import { folders } from '../../scripts/lib/folders.mjs';
import { freePort } from '../../scripts/lib/verify/freePort.mjs';

/** In place of ours: without any, the permission backend does not start. */
const ALLOW_ALL = `
import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

backend.add(
  createBackendModule({
    pluginId: 'permission',
    moduleId: 'allow-all',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy({ handle: async () => ({ result: 'ALLOW' as any }) });
        },
      });
    },
  }),
);
`;

/** What a statement of the backend mentions that is there for the suite. */
const OURS = /@mlops\/|guardPortal|ortalSockets|sockets|engines/;

/**
 * Lets `work` use a portal of the same packages without any of ours, made in a folder of its own.
 *
 * @param work - gets `{ pid, url }`
 */
export async function withStockPortal(work) {
  // Below the checkout, so that its packages are found.
  mkdirSync(folders.cache, { recursive: true });
  const root = mkdtempSync(join(folders.cache, 'stock-'));
  const data = mkdtempSync(join(tmpdir(), 'mlops-bench-'));
  let portal;
  try {
    makeStock(root);
    portal = await servePortal({
      tools: { node: process.execPath, env: process.env },
      folders: { ...folders, root },
      data,
      port: await freePort(),
      show: () => {},
    });
    return await work({ pid: portal.pid, url: portal.url });
  } finally {
    await portal?.stop();
    await portal?.ended;
    rmSync(data, { recursive: true, force: true });
    rmSync(root, { recursive: true, force: true });
  }
}

function makeStock(root) {
  const from = join(folders.root, 'packages', 'backend');
  const to = join(root, 'packages', 'backend');
  mkdirSync(join(to, 'src'), { recursive: true });
  for (const name of ['node_modules', 'app-config.yaml', 'catalog']) {
    symlinkSync(join(folders.root, name), join(root, name));
  }
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'stock', workspaces: { packages: ['packages/*'] } }),
  );
  const description = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys(description.dependencies)) {
    if (name.startsWith('@mlops/')) delete description.dependencies[name];
  }
  writeFileSync(join(to, 'package.json'), JSON.stringify(description));
  const entry = readFileSync(join(from, 'src', 'index.ts'), 'utf8')
    // What belongs to a statement of the file itself is indented.
    .split(/(?<=;\n)(?=\S|\n)/)
    .filter(statement => !OURS.test(statement))
    .join('')
    .replace('backend.start();', `${ALLOW_ALL}\nbackend.start();`);
  writeFileSync(join(to, 'src', 'index.ts'), entry);
}
