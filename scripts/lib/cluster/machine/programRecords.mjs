import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, isAlive } from '../../process/identity.mjs';
import { parseRecord } from './parseRecord.mjs';

/**
 * The programs that were started for a unit (a cluster, or what clusters share).
 *
 * @returns `[{ name, pid, start, alive }]`
 */
export function programRecords(paths, unit) {
  const folder = paths.records(unit);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.map(name => ({ name, ...readRecord(join(folder, name)) }));
}

/** @returns `{ pid, start, alive }`; only `alive: false` where nothing readable is written */
export function readRecord(file) {
  const record = existsSync(file)
    ? parseRecord(readFileSync(file, 'utf8'))
    : undefined;
  if (!record) return { alive: false };
  const { boot, ...identity } = record;
  return { ...identity, alive: boot === bootId() && isAlive(identity) };
}
