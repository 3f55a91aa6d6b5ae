import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, isAlive } from '../process/identity.mjs';

/**
 * The tasks that run on a data folder, portal or not. Each attempt of the embedded engine has a
 * supervisor that wrote who it is into `claim` (plugins/mlops-backend-module-local) and writes
 * `exit` at its end.
 *
 * @returns `{ pid, start }` of each supervisor
 */
export function runningTasks(data) {
  const runs = join(data, 'local', 'runs');
  return namesIn(runs)
    .map(run => join(runs, run, 'tasks'))
    .flatMap(tasks => namesIn(tasks).map(task => join(tasks, task)))
    .flatMap(task => namesIn(task).map(attempt => join(task, attempt)))
    .filter(attempt => !existsSync(join(attempt, 'exit')))
    .map(attempt => claimIn(join(attempt, 'claim')))
    .filter(claim => claim?.boot === bootId() && isAlive(claim));
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function claimIn(file) {
  if (!existsSync(file)) return undefined;
  const [pid, start, boot] = readFileSync(file, 'utf8').trim().split(' ');
  return { pid: Number(pid), start, boot };
}
