import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../process/outputOf.mjs';
import { endProcessesOf, removeCgroups } from './machine/cgroups.mjs';
import { programRecords } from './machine/programRecords.mjs';
import { CLUSTER_NAMES, SERVICES } from './topology.mjs';

/** What is started and stopped as a whole: each cluster, and what they share. */
export const UNITS = [...CLUSTER_NAMES, SERVICES.machine];

/** Whether all of a unit was started and lives. */
export function isUp(paths, unit) {
  const programs = programRecords(paths, unit);
  return (
    existsSync(readyFile(paths, unit)) &&
    programs.length > 0 &&
    programs.every(({ alive }) => alive)
  );
}

/** Notes that a unit was started to its end. */
export function markUp(paths, unit) {
  writeFileSync(readyFile(paths, unit), '');
}

/** Ends whatever a unit started, and removes what it kept, however far it came. */
export async function stopUnit(paths, unit) {
  await endProcessesOf(unit);
  await removeCgroups(unit);
  const folder = paths.unit(unit);
  rmSync(readyFile(paths, unit), { force: true });
  // Never into something that is mounted there by others.
  await outputOf(['rm', '-rf', '--one-file-system', folder]);
}

function readyFile(paths, unit) {
  return join(paths.unit(unit), 'ready');
}
