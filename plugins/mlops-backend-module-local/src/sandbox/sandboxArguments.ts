import { isAbsolute, resolve } from 'node:path';
import type { Mount } from '@mlops/plugin-mlops-common';

/** What an attempt may see besides the system. */
export interface SandboxView {
  /** Its supervisor has IPC name spaces of its own already. */
  ownIpc: boolean;
  /** It has a network of its own, which reaches nothing and which nothing else reaches. */
  ownNetwork: boolean;
  work: string;
  /** What it may write besides. */
  writable: readonly string[];
  /** A folder in which it finds others by name, to read. */
  inputs: { folder: string; upstream: ReadonlyMap<string, string> } | null;
  /** A folder for Unix sockets that is there inside only. */
  sockets: string | null;
  /** The Python environment, or `null`. */
  python: string | null;
  mounts: readonly Mount[];
  /** As the plan says: absolute, or relative to the work folder. */
  workingDirectory: string | null;
}

/** Who a task is inside: anybody but root. */
const USER = '1000';

/** Most of `/tmp`, in bytes: it is memory, and the task has its work folder for more. */
const TMP_BYTES = 256 * 2 ** 20;

/**
 * The sandbox of one attempt, as arguments of bubblewrap. An allow-list: the view of the system, the Python
 * environment, own mounts, the outputs of upstream tasks (read-only) and own work folder and outputs; never
 * the data folder, so that neither another run nor the database can be seen. Everything keeps its path.
 *
 * @param system - arguments that show the system, equal for every attempt
 */
export function sandboxArguments(
  system: readonly string[],
  network: 'host' | 'none',
  view: SandboxView,
): string[] {
  const { work, writable, inputs, sockets, python, mounts } = view;
  const directory = resolve(work, view.workingDirectory ?? '.');
  return [
    ...['--unshare-user', '--uid', USER, '--gid', USER, '--disable-userns'],
    ...['--unshare-pid', '--unshare-uts'],
    ...(view.ownIpc ? [] : ['--unshare-ipc']),
    ...['--hostname', 'task', '--die-with-parent'],
    ...(network === 'none' ? ['--unshare-net'] : []),
    // Settings of the kernel belong to root, and a task of a backend that runs as root is root to them.
    ...['--proc', '/proc', '--remount-ro', '/proc'],
    ...['--dev', '/dev', '--tmpfs', '/dev/shm'],
    ...['--size', String(TMP_BYTES), '--tmpfs', '/tmp'],
    ...system,
    ...(python === null ? [] : ['--ro-bind', python, python]),
    ...[work, ...writable].flatMap(path => ['--bind', path, path]),
    ...(inputs ? ['--dir', inputs.folder] : []),
    // A task that was skipped has left nothing.
    ...[...(inputs?.upstream ?? [])].flatMap(([task, outputs]) => [
      '--ro-bind-try',
      outputs,
      `${inputs?.folder}/${task}`,
    ]),
    // It must be writable, wherever it is: not everything above it need be.
    ...(sockets === null ? [] : ['--tmpfs', sockets]),
    // Where an image would have its folder, the task finds its own.
    ...(isAbsolute(view.workingDirectory ?? '.')
      ? ['--bind', work, directory]
      : []),
    ...mounts.flatMap(mountArguments),
    // What is left is a file system in memory that only holds the places of what is shown.
    ...['--remount-ro', '/', '--chdir', directory],
  ];
}

/** Whether the embedded engine can apply a mount inside of a sandbox. */
export function isMountable(mount: Mount): boolean {
  return mount.kind === 'hostpath' || mount.kind === 'memory';
}

function mountArguments(mount: Mount): string[] {
  switch (mount.kind) {
    // The compiler let only paths through that the configuration allows.
    case 'hostpath':
      return ['--bind', mount.hostPath, mount.path];
    case 'memory':
      return ['--size', String(mount.sizeBytes), '--tmpfs', mount.path];
    default:
      return [];
  }
}
