import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../Refusal.mjs';
import { runToLog } from '../process/runToLog.mjs';

/**
 * Runs one checking program, whose failure is a result and not an accident.
 *
 * @param check - `name` of its log, `command`, and `env` on top of the toolchain's
 * @returns `{ ok, output }`
 */
export async function runCheck(context, { name, command, env }) {
  const log = join(context.logs, `${name}.log`);
  const ok = await runToLog(command, {
    title: name,
    log,
    cwd: context.folders.root,
    env: { ...context.env, ...env },
    onLine: context.onLine,
    signal: context.signal,
  }).then(
    () => true,
    error => {
      if (error instanceof Refusal && !context.signal.aborted) return false;
      throw error;
    },
  );
  return { ok, output: readFileSync(log, 'utf8') };
}
