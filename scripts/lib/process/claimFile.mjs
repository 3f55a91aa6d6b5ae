import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { bootId, isAlive, startOf } from './identity.mjs';

/**
 * Makes `file` the proof that this process holds something. Whoever died without giving it back
 * is told by pid, start time and boot, so that no file has to be removed by hand.
 *
 * @returns `{ holder }` if another living process holds it, else `{ update, release }`
 */
export function claimFile(file, details = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  let claim = { ...details, ...identityOf(process.pid) };
  const write = () => writeFileSync(mine, JSON.stringify(claim));
  write();
  try {
    for (;;) {
      if (linked(mine, file)) break;
      const text = readText(file);
      const holder = parseClaim(text);
      if (holder && livesOn(holder)) return { holder };
      if (text !== undefined) takeAway(file, text);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    /** Adds details, or hands the claim to another process by `pid`. */
    update(changes) {
      const { pid = claim.pid, ...rest } = changes;
      claim = { ...claim, ...rest, ...identityOf(pid) };
      write();
      renameSync(mine, file);
    },
    release() {
      if (readText(file) === JSON.stringify(claim)) rmSync(file);
    },
  };
}

/** The living holder of a claim, or `undefined`. */
export function holderOf(file) {
  const holder = parseClaim(readText(file));
  return holder && livesOn(holder) ? holder : undefined;
}

function identityOf(pid) {
  return { pid, start: startOf(pid), boot: bootId() };
}

function livesOn(claim) {
  return claim.boot === bootId() && isAlive(claim);
}

/** A hard link appears whole or not at all, and only if the name is free. */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Two may find the same dead claim; the rename tells which of them took it, and a live one is put back. */
function takeAway(file, expected) {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readText(aside) !== expected) linked(aside, file);
  rmSync(aside);
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What is not ours to understand was not written by a living holder. */
function parseClaim(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
