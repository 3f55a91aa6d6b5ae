import { parseAbsolutePath } from '../language/absolutePath';
import type { Mount } from '../language/Mount';
import { formatMounts, parseMounts } from '../language/mounts';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';
import { whyKept } from './whyKept';

/**
 * Mounts of the group, the template and the task. Volumes show the user's own folder only; what is written
 * behind a claim is a folder below that one.
 */
export function taskMounts(context: TaskContext): Mount[] {
  const { input, spec, task, problems } = context;
  const sources = [
    {
      text: input.project.volumeMount ?? '',
      refuse: (message: string) =>
        problems.add(
          ['project'],
          `mounts of the project group "${input.project.name}": ${message}`,
        ),
    },
    {
      text: spec.mounts,
      refuse: (message: string) =>
        refuseTemplate(context, `mounts: ${message}`),
    },
    {
      text: task.mounts,
      refuse: (message: string) =>
        refuseTask(context, ['mounts'], `mounts: ${message}`),
    },
  ];
  const byPath = new Map<string, Mount>();
  for (const { text, refuse } of sources) {
    const mounts = parseMounts(text);
    if (!mounts.ok) {
      refuse(`${mounts.message} (at character ${mounts.position + 1})`);
    } else {
      for (const mount of mounts.value) {
        const other = byPath.get(mount.path);
        if (other && formatMounts([other]) !== formatMounts([mount])) {
          refuse(
            `"${mount.path}" is already taken by ${formatMounts([
              other,
            ])}: choose another path`,
          );
        } else if (mount.kind === 'hostpath' && !isAllowed(mount, context)) {
          refuse(
            `the folder "${
              mount.hostPath
            }" of the machine may not be mounted: ${allowed(context)}`,
          );
        } else {
          const kept = whyNotRead(mount, context);
          if (kept === null) byPath.set(mount.path, mount);
          else refuse(kept);
        }
      }
    }
  }
  return [...byPath.values()].map(mount => ownFolder(mount, context));
}

function isAllowed(
  { hostPath }: Extract<Mount, { kind: 'hostpath' }>,
  { input }: TaskContext,
): boolean {
  return input.config.hostPaths.some(prefix => {
    const path = parseAbsolutePath(prefix);
    return (
      path.ok &&
      (path.value === '/' || `${hostPath}/`.startsWith(`${path.value}/`))
    );
  });
}

function whyNotRead(mount: Mount, { input }: TaskContext): string | null {
  switch (mount.kind) {
    case 'secret':
      return whyKept('secret', mount.name, input.config);
    case 'configmap':
      return whyKept('config map', mount.name, input.config);
    default:
      return null;
  }
}

function allowed({ input }: TaskContext): string {
  return input.config.hostPaths.length === 0
    ? 'none may be'
    : `allowed are ${input.config.hostPaths.join(', ')} and what is below`;
}

function ownFolder(mount: Mount, { input }: TaskContext): Mount {
  if (mount.kind !== 'pvc') return mount;
  const own = folderOf(input.run.createdBy, input.project.name);
  const subPath = mount.subPath === null ? own : `${own}/${mount.subPath}`;
  return { ...mount, subPath };
}

/** `user:default/ann`, as the catalog allows it: neither name can be `..`. */
const USER =
  /^user:(?:([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\/)?([a-z0-9](?:[-a-z0-9_.]*[a-z0-9])?)$/;

/**
 * The folder of a user is the name in the entity ref. `~` is in no name, so that neither users of another
 * namespace (`~guests~ann`) nor runs without a user (`~vision`) can meet a user's folder.
 */
function folderOf(createdBy: string | null, project: string): string {
  const match = USER.exec(createdBy?.toLowerCase() ?? '');
  if (!match) return `~${project}`;
  const [, namespace = 'default', name] = match;
  return namespace === 'default' ? name : `~${namespace}~${name}`;
}
