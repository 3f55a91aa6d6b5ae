import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeMountPoints } from './ownership.mjs';
import { inMachine } from './inMachine.mjs';
import { startProgram } from './startProgram.mjs';

/**
 * Makes a machine: namespaces of its own for network, mounts and host name, held by a process that
 * does nothing else. When the last process of it ends, its interfaces and mounts are gone with it.
 *
 * @param machine - `unit`, `name`, and `places`: absolute folders that it has to itself
 * @returns `{ name, root, run }`: `root` holds the machine's own `places`, `run(command)` makes the
 * command that runs inside
 */
export async function startMachine(paths, { unit, name, places = [] }) {
  const root = paths.machine(unit, name);
  const ready = join(root, 'ready');
  rmSync(ready, { force: true });
  makeMountPoints(places);
  for (const place of ['', ...places]) {
    mkdirSync(join(root, place), { recursive: true });
  }
  const { pid, until } = await startProgram(paths, {
    unit,
    name: `machine-${name}`,
    command: [
      ...['unshare', '--net', '--uts', '--mount', '--propagation', 'private'],
      ...[join(paths.source, 'machine', 'machine.sh'), name, root, ...places],
    ],
  });
  await until(() => existsSync(ready), 10_000);
  return { name, root, pid, run: command => inMachine(pid, command) };
}
