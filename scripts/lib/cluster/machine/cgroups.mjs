import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../Refusal.mjs';
import { TESTBED } from '../topology.mjs';
import { cgroupHierarchies } from './cgroupHierarchies.mjs';

const END_MS = 30_000;

/**
 * Cgroups of the testbed lie below `mlops-testbed/<unit>` of every hierarchy. Whatever a unit
 * starts is there, whoever its parent is by now, which makes them the proof of what is ours.
 */
function roots(unit) {
  return cgroupHierarchies(readFileSync('/proc/mounts', 'utf8')).map(
    hierarchy => ({
      ...hierarchy,
      testbed: join(hierarchy.mount, TESTBED),
      unit: join(hierarchy.mount, TESTBED, unit),
    }),
  );
}

/** The cgroup that programs of a unit join at their start. */
export function programsCgroup(unit) {
  const { unit: home } = roots(unit).find(({ tracks }) => tracks);
  const folder = join(home, 'programs');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Makes the cgroup below which a node's kubelet keeps its pods.
 *
 * @returns the kubelet's `cgroupRoot`
 */
export function podsCgroup(unit, node) {
  for (const { testbed, unit: home } of roots(unit)) {
    for (const folder of [testbed, home, join(home, node)]) {
      mkdirSync(folder, { recursive: true });
      inheritCpus(folder);
      delegateControllers(join(folder, '..'));
    }
  }
  return join('/', TESTBED, unit, node);
}

/** Of version 1: a cpuset without processors takes no process, and a new one has none. */
function inheritCpus(folder) {
  for (const name of ['cpuset.cpus', 'cpuset.mems']) {
    const file = join(folder, name);
    const parent = join(folder, '..', name);
    if (existsSync(file) && existsSync(parent)) {
      writeFileSync(file, readFileSync(parent));
    }
  }
}

/** Of version 2: children have the controllers that their parent hands on. */
function delegateControllers(folder) {
  const control = join(folder, 'cgroup.subtree_control');
  const available = join(folder, 'cgroup.controllers');
  if (!existsSync(control)) return;
  const names = readFileSync(available, 'utf8').trim().split(' ');
  const wanted = names.filter(name => name !== '').map(name => `+${name}`);
  if (wanted.length > 0) writeFileSync(control, wanted.join(' '));
}

/** Processes that a unit started, themselves or by others, containers too. */
function processesOf(unit) {
  const folders = roots(unit).flatMap(({ unit: home }) => cgroupsBelow(home));
  return [
    ...new Set(
      folders.flatMap(folder =>
        (readIfThere(join(folder, 'cgroup.procs')) ?? '')
          .split('\n')
          .filter(line => line !== '' && line !== '0')
          .map(Number),
      ),
    ),
  ];
}

/** Ends them all at once and waits for it: nothing of theirs is kept, so that nobody is asked. */
export async function endProcessesOf(unit) {
  const until = performance.now() + END_MS;
  killAtOnce(unit);
  for (;;) {
    const pids = processesOf(unit);
    if (pids.length === 0) return;
    for (const pid of pids) kill(pid);
    if (performance.now() > until) {
      throw new Refusal(
        `${pids.length} processes of ${unit} do not end, ${pids[0]} among them. They wait for the kernel: try again, or reboot.`,
      );
    }
    await sleep(50);
  }
}

/** Removes the cgroups of a unit, and the testbed's own when it was the last. */
export async function removeCgroups(unit) {
  const until = performance.now() + END_MS;
  for (const { testbed, unit: home } of roots(unit)) {
    // Children come after their parent in the list.
    for (const folder of cgroupsBelow(home).reverse()) {
      while (!removed(folder) && performance.now() < until) await sleep(20);
    }
    if (existsSync(testbed) && cgroupsBelow(testbed).length === 1) {
      removed(testbed);
    }
  }
}

/** The kernel's own way: nothing that forks meanwhile gets away. */
function killAtOnce(unit) {
  for (const { unit: home } of roots(unit)) {
    const file = join(home, 'cgroup.kill');
    if (existsSync(file)) writeFileSync(file, '1');
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function removed(folder) {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    // The last process is gone for us before it is for the kernel.
    if (error.code === 'EBUSY') return false;
    throw error;
  }
}

function cgroupsBelow(folder) {
  if (!existsSync(folder)) return [];
  const children = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => cgroupsBelow(join(folder, name)));
  return [folder, ...children];
}

/** A cgroup may go while one looks at it. */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENODEV', 'EOPNOTSUPP'].includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}
