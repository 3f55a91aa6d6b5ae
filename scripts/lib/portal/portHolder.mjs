import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { firstLineOf } from '../process/firstLineOf.mjs';

const LISTENING = '0A';
const MOST_CHARACTERS = 120;

/**
 * Who listens on a TCP port of this machine.
 *
 * @returns `{ pid, command }`, or `undefined` where the system does not tell (another user's process)
 */
export function portHolder(port) {
  const pid = process.platform === 'linux' ? fromProc(port) : fromLsof(port);
  return pid === undefined
    ? undefined
    : { pid, command: commandOf(pid).slice(0, MOST_CHARACTERS) };
}

function fromProc(port) {
  const sockets = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap(table => readable(() => readFileSync(table, 'utf8'), ''))
      .flatMap(text => text.split('\n'))
      .map(line => line.trim().split(/\s+/))
      .filter(
        ([, local, , state]) =>
          state === LISTENING && parseInt(local.split(':')[1], 16) === port,
      )
      .map(fields => `socket:[${fields[9]}]`),
  );
  if (sockets.size === 0) return undefined;
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const holder = pids.find(pid =>
    readable(() => readdirSync(`/proc/${pid}/fd`), []).some(fd =>
      sockets.has(readable(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')),
    ),
  );
  return holder === undefined ? undefined : Number(holder);
}

function fromLsof(port) {
  const pid = firstLineOf(['lsof', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']);
  return pid ? Number(pid) : undefined;
}

function commandOf(pid) {
  if (process.platform !== 'linux') {
    return firstLineOf(['ps', '-o', 'command=', '-p', `${pid}`]) ?? 'unknown';
  }
  const words = readable(
    () => readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    '',
  );
  return words.split('\0').join(' ').trim() || 'unknown';
}

/** Processes end while one looks, and those of others are closed to us: both are as good as absent. */
function readable(read, otherwise) {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(error.code)) {
      return otherwise;
    }
    throw error;
  }
}
