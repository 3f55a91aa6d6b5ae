import { access, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '../readIfThere';

/** What one attempt may use. */
export interface GroupLimits {
  memoryBytes: number;
  processes: number;
}

/** Folders of control groups, and the files in which the limits are written. */
interface Hierarchy {
  version: 1 | 2;
  /** Of each attempt one folder below each. */
  parents: ReadonlyArray<{
    folder: string;
    settings: (limits: GroupLimits) => Record<string, string>;
  }>;
}

const ROOT = '/sys/fs/cgroup';
const OURS = 'mlops';

const memory = (file: string) => (limits: GroupLimits) => ({
  [file]: String(limits.memoryBytes),
});
const processes = (limits: GroupLimits) => ({
  'pids.max': String(limits.processes),
});

/** Limits that the kernel keeps, where it lets us: as root, or below a group that is delegated to us. */
export class ControlGroups {
  readonly version: 1 | 2;
  readonly #hierarchy: Hierarchy;

  private constructor(hierarchy: Hierarchy) {
    this.#hierarchy = hierarchy;
    this.version = hierarchy.version;
  }

  /** @returns `undefined` where this process may not make groups */
  static async find(): Promise<ControlGroups | undefined> {
    for (const hierarchy of await candidates()) {
      const groups = new ControlGroups(hierarchy);
      const probe = `probe-${process.pid}`;
      try {
        for (const { folder } of hierarchy.parents) await makeParent(folder);
        const made = await groups.prepare(probe, {
          memoryBytes: 2 ** 30,
          processes: 64,
        });
        await Promise.all(made.map(folder => rmdir(folder)));
        return groups;
      } catch {
        // The next candidate, or none: the supervisor then keeps the limits by looking.
      }
    }
    return undefined;
  }

  /** Makes the groups of an attempt. @returns their folders, which its supervisor removes at the end */
  async prepare(name: string, limits: GroupLimits): Promise<string[]> {
    return Promise.all(
      this.#hierarchy.parents.map(async ({ folder, settings }) => {
        const own = join(folder, name);
        await mkdir(own, { recursive: true });
        for (const [file, value] of Object.entries(settings(limits))) {
          await writeFile(join(own, file), value);
        }
        return own;
      }),
    );
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
      version: 2 as const,
      parents: [
        {
          folder: join(ROOT, base, OURS),
          settings: limits => ({
            ...memory('memory.max')(limits),
            ...processes(limits),
          }),
        },
      ],
    }));
  }
  return [
    {
      version: 1,
      parents: [
        {
          folder: join(ROOT, 'memory', OURS),
          settings: memory('memory.limit_in_bytes'),
        },
        { folder: join(ROOT, 'pids', OURS), settings: processes },
      ],
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
