import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, isAlive } from '../process/identity.mjs';

/**
 * The tasks and workloads that run on a data folder, portal or not. Each attempt of a task and each
 * start of a workload of the embedded engine has a supervisor that wrote who it is into `claim` (plugins/mlops-backend-module-local) and writes
 * `exit` at its end.
 *
 * @returns `{ pid, start }` of each supervisor
 */
export function runningTasks(data) {
  const engine = join(data, 'local');
  const attempts = pathsIn(join(engine, 'runs'))
    .flatMap(run => pathsIn(join(run, 'tasks')))
    .flatMap(pathsIn);
  const starts = pathsIn(join(engine, 'workloads')).flatMap(workload =>
    pathsIn(join(workload, 'starts')),
  );
  return [...attempts, ...starts]
    .filter(attempt => !existsSync(join(attempt, 'exit')))
    .map(attempt => claimIn(join(attempt, 'claim')))
    .filter(claim => claim?.boot === bootId() && isAlive(claim));
}

function pathsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map(name => join(folder, name));
}

function claimIn(file) {
  if (!existsSync(file)) return undefined;
  const [pid, start, boot] = readFileSync(file, 'utf8').trim().split(' ');
  return { pid: Number(pid), start, boot };
}
