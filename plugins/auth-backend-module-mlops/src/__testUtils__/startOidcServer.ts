import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Starts a real OpenID Connect server on loopback, in a process of its own. */
export async function startOidcServer(env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [resolve(__dirname, 'oidcServer.mjs')],
    {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = await once(child.stdout, 'data');
  return {
    issuer: String(line).trim(),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
