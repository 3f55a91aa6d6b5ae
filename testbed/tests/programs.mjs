import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inMachine } from '../../scripts/lib/cluster/machine/inMachine.mjs';
import { readRecord } from '../../scripts/lib/cluster/machine/programRecords.mjs';
import { startProgram } from '../../scripts/lib/cluster/machine/startProgram.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';
import { folders } from '../../scripts/lib/folders.mjs';

const paths = testbedPaths(folders);
const recordOf = (unit, name) => readRecord(join(paths.records(unit), name));

/**
 * A program of the testbed, which a test lets fail.
 *
 * @param machine - on which it runs
 * @returns `pause()`, `resume()`, `kill()`, and `start()` of one that was killed, as it was
 */
export function programOf(unit, name, machine) {
  const holder = recordOf(unit, `machine-${machine}`);
  let known;
  const signal = word => {
    const { pid, alive } = recordOf(unit, name);
    if (!alive) throw new Error(`${name} of ${unit} does not run`);
    process.kill(pid, word);
    return pid;
  };
  return {
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async kill() {
      const { pid } = recordOf(unit, name);
      known = { command: words(pid, 'cmdline'), env: variables(pid) };
      signal('SIGKILL');
      while (recordOf(unit, name).alive) await sleep(50);
    },
    async start() {
      const command = inMachine(holder.pid, known.command);
      await startProgram(paths, { unit, name, command, env: known.env });
    },
  };
}

function words(pid, file) {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').slice(0, -1);
}

function variables(pid) {
  return Object.fromEntries(
    words(pid, 'environ').map(line => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
