import {
  access,
  mkdir,
  readdir,
  readFile,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '../readIfThere';

/** What one attempt may use. */
export interface GroupLimits {
  memoryBytes: number;
  processes: number;
}

interface Hierarchy {
  version: 1 | 2;
  /** Folders below which every supervisor has a group of its own. */
  parents: readonly string[];
  memoryFile: string;
}

const ROOT = '/sys/fs/cgroup';
const OURS = 'mlops';

/**
 * Processes of an attempt that are not the task's: its supervisor, two of its sandbox, and two of each of four
 * terminals, so that a task that has used up its own can be looked into.
 */
const OVERHEAD = 3 + 4 * 2;

/** Limits that the kernel keeps, where it lets us: as root, or below a group that is delegated to us. */
export class ControlGroups {
  readonly version: 1 | 2;
  readonly parents: readonly string[];
  readonly #memoryFile: string;

  private constructor({ version, parents, memoryFile }: Hierarchy) {
    this.version = version;
    this.parents = parents;
    this.#memoryFile = memoryFile;
  }

  /** @returns `undefined` where this process may not make groups */
  static async find(): Promise<ControlGroups | undefined> {
    for (const hierarchy of await candidates()) {
      const groups = new ControlGroups(hierarchy);
      try {
        for (const parent of groups.parents) await makeParent(parent);
        await groups.#probe();
        await groups.#sweep();
        return groups;
      } catch {
        // The next candidate, or none: the supervisor then keeps the limits by looking.
      }
    }
    return undefined;
  }

  /** What to write into which file of the groups of an attempt. */
  settings({ memoryBytes, processes }: GroupLimits): Record<string, string> {
    return {
      [this.#memoryFile]: String(memoryBytes),
      'pids.max': String(processes + OVERHEAD),
    };
  }

  async #probe(): Promise<void> {
    const settings = this.settings({ memoryBytes: 2 ** 30, processes: 64 });
    const left = new Set(Object.keys(settings));
    for (const parent of this.parents) {
      const folder = join(parent, `probe-${process.pid}`);
      await mkdir(folder, { recursive: true });
      try {
        for (const [file, value] of Object.entries(settings)) {
          const path = join(folder, file);
          if (!(await exists(path))) continue;
          await writeFile(path, value);
          left.delete(file);
        }
      } finally {
        await rmdir(folder);
      }
    }
    if (left.size > 0) throw new Error(`No group has ${[...left].join(', ')}`);
  }

  /** Removes what a launcher left that was killed; groups in which somebody is stay. */
  async #sweep(): Promise<void> {
    for (const parent of this.parents) {
      for (const name of await readdir(parent)) {
        if (/^\d+$/.test(name)) {
          await rmdir(join(parent, name)).catch(() => undefined);
        }
      }
    }
  }
}

async function candidates(): Promise<Hierarchy[]> {
  const own =
    (await readIfThere(() => readFile('/proc/self/cgroup', 'utf8'))) ?? '';
  const unified = /^0::(.*)$/m.exec(own)?.[1];
  if (
    unified !== undefined &&
    (await exists(join(ROOT, 'cgroup.controllers')))
  ) {
    // A group with processes of its own can have no groups with limits below, so ours stand beside it.
    return ['/', dirname(unified)].map(base => ({
      version: 2,
      parents: [join(ROOT, base, OURS)],
      memoryFile: 'memory.max',
    }));
  }
  return [
    {
      version: 1,
      parents: [join(ROOT, 'memory', OURS), join(ROOT, 'pids', OURS)],
      memoryFile: 'memory.limit_in_bytes',
    },
  ];
}

async function makeParent(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const controllers = join(folder, 'cgroup.subtree_control');
  if (await exists(controllers)) await writeFile(controllers, '+memory +pids');
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
