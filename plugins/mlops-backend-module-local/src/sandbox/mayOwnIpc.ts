import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Whether processes of ours may have IPC name spaces of their own without a name space of users around them,
 * as root may. Supervisors then get them while they wait, and no sandbox has to wait for the kernel.
 */
export async function mayOwnIpc(): Promise<boolean> {
  return promisify(execFile)('unshare', ['--ipc', 'true']).then(
    () => true,
    () => false,
  );
}
