import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bootId } from '../../process/identity.mjs';
import { Refusal } from '../../Refusal.mjs';
import { OWNERSHIP } from '../testbedPaths.mjs';
import { readSysctls, restoreSysctls } from './sysctls.mjs';

/**
 * What `down` has to know though the checkout may be gone: whose the testbed is, how the machine
 * was before, and which folders were made as mount points. It is written before anything changes.
 *
 * @returns `{ boot, checkout, sysctls, folders }`, or `undefined` where no testbed is
 */
export function ownership() {
  if (!existsSync(OWNERSHIP)) return undefined;
  const known = JSON.parse(readFileSync(OWNERSHIP, 'utf8'));
  return afterBoot(known, { boot: bootId(), sysctls: readSysctls() });
}

/** Of what was noted before a reboot only folders are left; it is nobody's any more. */
export function afterBoot(known, now) {
  return known.boot === now.boot
    ? known
    : { ...now, checkout: undefined, folders: known.folders };
}

/**
 * @throws Refusal when another checkout's testbed is up: both would have the same addresses
 */
export function requireOwnership(checkout) {
  const known = ownership();
  const other = known?.checkout;
  if (other === undefined || other === checkout || isGone(other)) return;
  throw new Refusal(
    `The testbed of ${other} is up, and a machine has one. Take it down with: cd ${other} && npm run cluster -- down`,
  );
}

/** Whether a checkout cannot take its testbed down any more, of which its folder may be left. */
export function isGone(checkout) {
  return !existsSync(join(checkout, 'scripts', 'cluster.mjs'));
}

/** Notes how the machine is, unless that was noted before something changed it. */
export function takeOwnership(checkout) {
  const known = ownership() ?? {
    boot: bootId(),
    sysctls: readSysctls(),
    folders: [],
  };
  write({ ...known, checkout });
}

/** Makes the folders that are not there, and notes that it was us. */
export function makeMountPoints(places) {
  const known = ownership();
  const missing = [...new Set(places.flatMap(lineage))].filter(
    folder => !existsSync(folder),
  );
  write({ ...known, folders: [...known.folders, ...missing] });
  for (const folder of missing) mkdirSync(folder, { recursive: true });
}

/** Leaves the machine as it was. */
export function giveUpOwnership() {
  const known = ownership();
  if (known) {
    restoreSysctls(known.sysctls);
    // Parents come before their children in the list.
    for (const folder of known.folders.reverse()) removeIfEmpty(folder);
  }
  rmSync(OWNERSHIP, { force: true });
}

/** A folder's missing parents are ours too. */
function lineage(folder) {
  const parent = dirname(folder);
  return parent === folder ? [] : [...lineage(parent), folder];
}

function removeIfEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

function write(known) {
  const fresh = `${OWNERSHIP}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(known));
  renameSync(fresh, OWNERSHIP);
}
