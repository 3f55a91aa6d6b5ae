import { readTextNow } from '../readIfThere';

/** A process that nothing else can be mistaken for. */
export interface Claim {
  pid: number;
  /** Ticks since boot, as the kernel tells them. */
  startTime: string;
  bootId: string;
}

/** The supervisor that claimed an attempt; `undefined` when none has. */
export function readClaim(path: string): Claim | undefined {
  const text = readTextNow(path);
  const [pid, startTime, bootId] = text?.trim().split(' ') ?? [];
  if (bootId === undefined) return undefined;
  return { pid: Number(pid), startTime, bootId };
}

/** Whether the very process that claimed is alive, and not another that got its number. */
export function isAlive(claim: Claim): boolean {
  const bootId = readTextNow('/proc/sys/kernel/random/boot_id');
  const stat = readTextNow(`/proc/${claim.pid}/stat`);
  if (bootId?.trim() !== claim.bootId || stat === undefined) return false;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return fields[19] === claim.startTime && state !== 'Z';
}
