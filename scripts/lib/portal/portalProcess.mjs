import { spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { aborted } from '../process/interruption.mjs';
import { Refusal } from '../Refusal.mjs';
import { launchTokenFile } from './launchToken.mjs';

const READY = '/.backstage/health/v1/readiness';
const LOOK_EVERY_MS = 150;
const GIVE_UP_AFTER_MS = 180_000;
const GRACE_MS = 10_000;
const TAIL_LINES = 30;

/**
 * Starts the process that serves page and API, and comes back when it is ready.
 *
 * @param portal - `node` and `env` of the toolchain, `folders`, `data` folder, `port`; `onText` is
 * told what it logs, `onSpawned` its pid before it does anything; `signal` interrupts the start
 * @returns `{ pid, url, ended, stop }`
 */
export async function startPortal(portal) {
  const { node, env, folders, data, port, onText, onSpawned, signal } = portal;
  const log = join(data, 'portal.log');
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const sink = createWriteStream(log);
  const child = spawn(node, portalCommand(folders), {
    cwd: join(folders.root, 'packages', 'backend'),
    env: portalEnvironment(env, { folders, data, port }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C reaches it through us, once and in order.
    detached: true,
  });
  if (child.pid !== undefined) onSpawned?.(child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(sink, { end: false });
    stream.setEncoding('utf8').on('data', text => onText?.(text));
  }
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, endedBy) => resolve(endedBy ?? code));
  });
  const started = {
    pid: child.pid,
    url: `http://localhost:${port}`,
    ended,
    stop: () => stop(child, ended),
  };
  const looking = new AbortController();
  const outcome = await Promise.race([
    ended.then(ending => ({ ending })),
    isReady(port, looking.signal).then(ready => ({ ready })),
    ...(signal ? [aborted(signal).then(() => ({ interrupted: true }))] : []),
  ]);
  looking.abort();
  if (outcome.ready) return started;
  await started.stop();
  if (outcome.interrupted) {
    throw new Refusal('The start of the portal was interrupted.');
  }
  const tail = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .filter(line => !line.includes(READY));
  const what =
    outcome.ready === false
      ? `was not ready after ${GIVE_UP_AFTER_MS / 1000} s`
      : `ended at its start (${outcome.ending})`;
  throw new Refusal(
    [...tail.slice(-TAIL_LINES), `The portal ${what}; its log is ${log}`].join(
      '\n',
    ),
  );
}

function portalCommand({ root }) {
  return [
    '--enable-source-maps',
    '--require',
    fileURLToPath(new URL('./preload.cjs', import.meta.url)),
    '--require',
    join(root, 'node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
    'src/index.ts',
  ];
}

/** Configuration of this start goes by environment, so that no file of the checkout is written. */
function portalEnvironment(env, { folders, data, port }) {
  const url = JSON.stringify(`http://localhost:${port}`);
  return {
    ...env,
    NODE_ENV: env.NODE_ENV ?? 'development',
    NODE_COMPILE_CACHE: join(folders.cache, 'compiled'),
    MLOPS_DATA_DIR: data,
    APP_CONFIG_mlops_signIn_launchTokenFile: JSON.stringify(
      launchTokenFile(data),
    ),
    APP_CONFIG_app_baseUrl: url,
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_host: '"127.0.0.1"',
    APP_CONFIG_backend_listen_port: `${port}`,
  };
}

async function isReady(port, signal) {
  const until = performance.now() + GIVE_UP_AFTER_MS;
  while (!signal.aborted && performance.now() < until) {
    const status = await fetch(`http://127.0.0.1:${port}${READY}`).then(
      answer => answer.status,
      () => undefined,
    );
    if (status === 200) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function stop(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const done = await Promise.race([
    ended.then(() => true),
    sleep(GRACE_MS, false, { ref: false }),
  ]);
  if (!done) {
    child.kill('SIGKILL');
    await ended;
  }
}
