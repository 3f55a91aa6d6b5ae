import type { Mount } from './Mount';
import type { Parsed } from './Parsed';
import { parseAbsolutePath } from './absolutePath';
import { isObjectName } from './kubernetesNames';
import { formatBytes, parseBytes } from './memory';
import { problemAt } from './problemAt';
import { parseRelativePath } from './relativePath';
import { splitEntries } from './splitEntries';

const EXAMPLES =
  'claim(pvc):/mnt, /path(hostpath):/mnt, 4G(memory):/dev/shm, name(configmap):/root/.kube or name(secret):/x';

/**
 * Reads mounts, separated by commas or line ends: `claim(pvc):/mnt`, `claim/folder(pvc):/mnt`,
 * `/path(hostpath):/mnt`, `4G(memory):/dev/shm`, `name(configmap):/root/.kube`, `name(secret):/x`.
 * Paths come out normalised; two mounts on the same path are refused.
 *
 * @public
 */
export function parseMounts(text: string): Parsed<Mount[]> {
  const mounts: Mount[] = [];
  const paths = new Set<string>();
  for (const entry of splitEntries(text)) {
    const mount = parseMount(entry.text);
    if (!mount.ok) {
      return problemAt(entry.position + mount.position, mount.message);
    }
    const { path } = mount.value;
    if (paths.has(path)) {
      return problemAt(
        entry.position,
        `"${path}" is mounted twice: give one of the two another path`,
      );
    }
    paths.add(path);
    mounts.push(mount.value);
  }
  return { ok: true, value: mounts };
}

/** Writes what `parseMounts` reads. @public */
export function formatMounts(mounts: readonly Mount[]): string {
  return mounts.map(formatMount).join(', ');
}

function formatMount(mount: Mount): string {
  return `${formatSource(mount)}(${mount.kind}):${mount.path}`;
}

function formatSource(mount: Mount): string {
  switch (mount.kind) {
    case 'pvc':
      return mount.subPath === null
        ? mount.claim
        : `${mount.claim}/${mount.subPath}`;
    case 'hostpath':
      return mount.hostPath;
    case 'memory':
      return formatBytes(mount.sizeBytes);
    default:
      return mount.name;
  }
}

/** A colon stands between source and path and nowhere else, so that every mount can be read in one way only. */
function parseMount(text: string): Parsed<Mount> {
  const match = /^([^:]*)\(([^():]*)\):([^:]*)$/.exec(text);
  if (!match)
    return problemAt(0, `"${text}" is not a mount: write ${EXAMPLES}`);
  const [, source, kind, target] = match;
  const path = parseAbsolutePath(target);
  if (!path.ok) {
    return problemAt(
      Math.min(text.length - target.length + path.position, text.length - 1),
      path.message,
    );
  }
  if (path.value === '/') {
    return problemAt(
      text.length - target.length,
      'nothing can be mounted on "/": name a folder below it',
    );
  }
  return parseSource(source.trimEnd(), kind, path.value);
}

function parseSource(
  source: string,
  kind: string,
  path: string,
): Parsed<Mount> {
  switch (kind) {
    case 'pvc':
      return parseClaim(source, path);
    case 'hostpath': {
      const hostPath = parseAbsolutePath(source);
      if (!hostPath.ok) return hostPath;
      return { ok: true, value: { kind, hostPath: hostPath.value, path } };
    }
    case 'memory': {
      const size = parseBytes(source);
      if (!size.ok) return size;
      return { ok: true, value: { kind, sizeBytes: size.value, path } };
    }
    case 'configmap':
    case 'secret':
      return isObjectName(source)
        ? { ok: true, value: { kind, name: source, path } }
        : notAName(source, kind === 'secret' ? 'secret' : 'config map');
    default:
      return problemAt(
        source.length,
        `"${kind}" cannot be mounted: use pvc, hostpath, memory, configmap or secret`,
      );
  }
}

function parseClaim(source: string, path: string): Parsed<Mount> {
  const slash = source.indexOf('/');
  const claim = slash === -1 ? source : source.slice(0, slash);
  if (!isObjectName(claim)) return notAName(claim, 'claim');
  if (slash === -1) {
    return { ok: true, value: { kind: 'pvc', claim, path, subPath: null } };
  }
  const subPath = parseRelativePath(source.slice(slash + 1));
  if (!subPath.ok) {
    return problemAt(slash + 1 + subPath.position, subPath.message);
  }
  return {
    ok: true,
    value: { kind: 'pvc', claim, path, subPath: subPath.value },
  };
}

function notAName(text: string, what: string): Parsed<never> {
  return problemAt(
    0,
    `"${text}" is not the name of a ${what}: use lower-case letters, digits, dashes and dots`,
  );
}
