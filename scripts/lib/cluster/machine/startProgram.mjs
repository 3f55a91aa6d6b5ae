import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../Refusal.mjs';
import { programsCgroup } from './cgroups.mjs';
import { readRecord } from './programRecords.mjs';

const TAIL_LINES = 20;
const POLL_MS = 50;

/**
 * Starts a program of the testbed that outlives this process, and is recorded before it runs.
 *
 * @param program - `unit` that it goes with, `name`, `command`, `env` on top of a bare one
 * @returns `{ pid, until }`; `until(ready, patienceMs)` waits for what `ready()` answers truly to
 * and throws a Refusal with the end of the program's log when it ends before, or takes too long
 */
export async function startProgram(paths, { unit, name, command, env }) {
  const record = join(paths.records(unit), name);
  const log = join(paths.logs, unit, `${name}.log`);
  mkdirSync(paths.records(unit), { recursive: true });
  mkdirSync(join(paths.logs, unit), { recursive: true });
  const output = openSync(log, 'w', 0o600);
  const launch = join(paths.source, 'machine', 'launch.sh');
  const child = spawn(launch, [programsCgroup(unit), record, ...command], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      ...env,
    },
  });
  closeSync(output);
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const until = async (ready, patienceMs) => {
    const end = performance.now() + patienceMs;
    for (;;) {
      const answer = await ready();
      if (answer) return answer;
      const ended = child.exitCode !== null || child.signalCode !== null;
      if (ended || performance.now() > end) {
        throw new Refusal(
          `${tailOf(log)}\n${name} of ${unit} ${
            ended ? 'ended' : `was not ready within ${patienceMs / 1000} s`
          }; its whole log is in ${log}`,
        );
      }
      await sleep(POLL_MS);
    }
  };
  await until(() => readRecord(record).alive, 10_000);
  return { pid: child.pid, until };
}

function tailOf(log) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return lines.slice(-TAIL_LINES).join('\n');
}
