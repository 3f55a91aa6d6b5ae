import { readFile } from 'node:fs/promises';
import { readIfThere } from '../readIfThere';

/** A process that nothing else can be mistaken for. */
export interface Claim {
  pid: number;
  /** Ticks since boot, as the kernel tells them. */
  startTime: string;
  bootId: string;
}

/** The supervisor that claimed an attempt; `undefined` when none has. */
export async function readClaim(path: string): Promise<Claim | undefined> {
  const text = await readIfThere(() => readFile(path, 'utf8'));
  const [pid, startTime, bootId] = text?.trim().split(' ') ?? [];
  if (bootId === undefined) return undefined;
  return { pid: Number(pid), startTime, bootId };
}

/** Whether the very process that claimed is alive, and not another that got its number. */
export async function isAlive(claim: Claim): Promise<boolean> {
  const [bootId, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readIfThere(() => readFile(`/proc/${claim.pid}/stat`, 'utf8')),
  ]);
  if (bootId.trim() !== claim.bootId || stat === undefined) return false;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return fields[19] === claim.startTime && state !== 'Z';
}
