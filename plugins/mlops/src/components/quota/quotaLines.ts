import type { ProjectQuota, Quota } from '@mlops/plugin-mlops-common';
import { formatBytes } from '../shared/formatBytes';

/** One bound of a quota, with what is used of it. */
export interface QuotaLine {
  kind: keyof Quota;
  held: number;
  most: number;
  /** Both as text in the same unit. */
  text: { held: string; most: string };
  /** From 0 to 1. */
  share: number;
}

const KINDS = [
  'tasks',
  'cpuMillicores',
  'memoryBytes',
  'gpus',
  'diskBytes',
] as const satisfies ReadonlyArray<keyof Quota>;

/** The bounds that there are. */
export function quotaLines({ quota, held }: ProjectQuota): QuotaLine[] {
  return KINDS.flatMap(kind => {
    const most = quota[kind];
    if (most === null) return [];
    const used = held[kind];
    return {
      kind,
      held: used,
      most,
      text: { held: amountText(kind, used), most: amountText(kind, most) },
      // Nothing allowed is used up.
      share: most === 0 ? 1 : Math.min(1, used / most),
    };
  });
}

/** `1.5`, `3.7 GiB`. */
export function amountText(kind: keyof Quota, value: number): string {
  switch (kind) {
    case 'cpuMillicores':
      return String(value / 1000);
    case 'memoryBytes':
    case 'diskBytes':
      return formatBytes(value);
    default:
      return String(value);
  }
}
