import {
  formatBytes,
  type ProjectQuota,
  type Quota,
} from '@mlops/plugin-mlops-common';

/** One bound of a quota, with what is used of it. */
export interface QuotaLine {
  kind: keyof Quota;
  held: number;
  most: number;
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

const UNITS = ['B', 'K', 'M', 'G', 'T'];

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
      text: { held: heldText(kind, used), most: mostText(kind, most) },
      // Nothing allowed is used up.
      share: most === 0 ? 1 : Math.min(1, used / most),
    };
  });
}

/** What is used, in the units of quotas, to a tenth: `1.5`, `3.7G`. */
export function heldText(kind: keyof Quota, value: number): string {
  if (kind === 'cpuMillicores') return String(value / 1000);
  if (!isBytes(kind)) return String(value);
  const unit = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log10(Math.max(1, value)) / 3),
  );
  return `${Number((value / 1000 ** unit).toFixed(1))}${UNITS[unit]}`;
}

/** A bound as it was written. */
function mostText(kind: keyof Quota, value: number): string {
  return isBytes(kind) && value > 0
    ? formatBytes(value)
    : heldText(kind, value);
}

function isBytes(kind: keyof Quota): boolean {
  return kind === 'memoryBytes' || kind === 'diskBytes';
}
