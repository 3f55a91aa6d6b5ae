import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Settings of the whole machine that a kubelet changes without being asked and does not restore. */
const CHANGED_BY_KUBELETS = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

/** @returns values by name, as `restoreSysctls` takes them */
export function readSysctls(root = '/proc/sys') {
  return Object.fromEntries(
    CHANGED_BY_KUBELETS.filter(name => existsSync(join(root, name))).map(
      name => [name, readFileSync(join(root, name), 'utf8').trim()],
    ),
  );
}

/** Puts back what differs. */
export function restoreSysctls(values, root = '/proc/sys') {
  for (const [name, value] of Object.entries(values)) {
    const file = join(root, name);
    if (readFileSync(file, 'utf8').trim() !== value) writeFileSync(file, value);
  }
}
