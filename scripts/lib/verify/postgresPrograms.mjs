import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstLineOf } from '../process/firstLineOf.mjs';
import { whichOnPath } from '../process/whichOnPath.mjs';

const DEBIAN = '/usr/lib/postgresql';

/**
 * The newest PostgreSQL server of this machine.
 *
 * @returns `{ bin, major }`, or `undefined`
 */
export function postgresPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(DEBIAN, version, 'bin'));
  const path = [...folders, process.env.PATH].join(':');
  for (const initdb of whichOnPath('initdb', path)) {
    const major = / (\d+)\./.exec(
      firstLineOf([initdb, '--version']) ?? '',
    )?.[1];
    const bin = join(initdb, '..');
    if (major && existsSync(join(bin, 'postgres'))) return { bin, major };
  }
  return undefined;
}
