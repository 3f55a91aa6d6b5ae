import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ETC = '/etc';

/**
 * What programs look up there: names, certificates, time, fonts. Nothing that is about this machine's secrets, so
 * of certificates only those that everybody has.
 */
const SHOWN = [
  'alternatives',
  'ca-certificates',
  'fonts',
  'hosts',
  'ld.so.cache',
  'localtime',
  'mime.types',
  'nsswitch.conf',
  'pki/ca-trust/extracted',
  'pki/tls/cert.pem',
  'pki/tls/certs',
  'resolv.conf',
  'ssl/certs',
  'ssl/openssl.cnf',
  'timezone',
];

/** Milliseconds for which nobody looks whether something has changed, such as the name servers of a laptop. */
const FRESH_MS = 1_000;

/** A copy that nobody has used for so long is shown to no task any more. */
const STALE_MS = 30 * 86_400_000;

/**
 * A copy of what tasks may see of `/etc`, in one folder: every mount of a sandbox costs each task a tenth of a
 * millisecond, and here one does for a dozen. A change makes another copy, since tasks that run look at the one before.
 */
export class SystemEtc {
  readonly #folder: string;
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #now: () => number;
  #copy: { path: string; signature: string; lookAgainAt: number } | undefined;

  /**
   * @param options - `folder`: where copies are kept; `visible`: further absolute paths, of which those below `/etc` are
   * copied too; `now`: milliseconds since 1970; `root`: another folder than `/etc`
   */
  constructor(options: {
    folder: string;
    visible: readonly string[];
    now: () => number;
    root?: string;
  }) {
    const { folder, visible, now, root = ETC } = options;
    this.#folder = folder;
    this.#root = root;
    this.#now = now;
    this.#paths = [
      ...SHOWN.map(name => join(root, name)),
      ...visible.filter(path => isBelow(root, path)),
    ];
    this.#removeStale();
  }

  /** The folder to show as `/etc`. */
  current(): string {
    const now = this.#now();
    if (this.#copy && now < this.#copy.lookAgainAt) return this.#copy.path;
    const signature = signatureOf(this.#paths);
    const path =
      this.#copy?.signature === signature
        ? this.#copy.path
        : this.#copyTo(join(this.#folder, signature));
    this.#copy = { path, signature, lookAgainAt: now + FRESH_MS };
    return path;
  }

  /** Complete or not there, whenever the process ends. */
  #copyTo(target: string): string {
    const at = new Date(this.#now());
    if (!existsSync(target)) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o755 });
      const draft = mkdtempSync(join(this.#folder, 'draft-'));
      for (const path of this.#paths) {
        copyShown(path, join(draft, relative(this.#root, path)));
      }
      renameSync(draft, target);
    }
    utimesSync(target, at, at);
    return target;
  }

  #removeStale(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (statSync(path).mtimeMs < this.#now() - STALE_MS) {
        rmSync(path, { recursive: true, force: true });
      }
    }
  }
}

/** Whether a path is shown with the copy. */
export function isBelowEtc(path: string): boolean {
  return isBelow(ETC, path);
}

function isBelow(root: string, path: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** What the backend may not read, no task could either. */
function copyShown(path: string, target: string): void {
  try {
    // A link may lead to where tasks see nothing; links inside of folders lead to `/usr` and to each other.
    const real = realpathSync(path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    cpSync(real, target, { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'EACCES', 'EPERM'].includes(code ?? '')) throw error;
  }
}

function signatureOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    hash.update(`${path} ${stat?.ino} ${stat?.size} ${stat?.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
