import type { NodeAmounts } from '@mlops/plugin-mlops-common';
import { formatBytes } from '../shared/formatBytes';

/** What of a node is shown as a bar, in this order. */
export const AMOUNT_KINDS = ['cpu', 'memory', 'gpu'] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

const FIELDS = {
  cpu: 'cpuMillicores',
  memory: 'memoryBytes',
  gpu: 'gpus',
} as const satisfies Record<AmountKind, keyof NodeAmounts>;

export function amountOf(amounts: NodeAmounts, kind: AmountKind): number {
  return amounts[FIELDS[kind]];
}

/** An amount to at most a tenth: `1.5`, `12 GiB`. */
export function amountText(kind: AmountKind, value: number): string {
  if (kind === 'memory') return formatBytes(Math.max(0, value));
  const whole = kind === 'cpu' ? value / 1000 : value;
  return String(Number(Math.max(0, whole).toFixed(whole < 1 ? 2 : 1)));
}

/** What is free of all, with the unit once where it is the same: `508 of 512 GiB`. */
export function amountPair(
  kind: AmountKind,
  some: number,
  all: number,
): [string, string] {
  const [first, last] = [amountText(kind, some), amountText(kind, all)];
  const [number, unit] = first.split(' ');
  return [unit && last.endsWith(` ${unit}`) ? number : first, last];
}

/** Everything that was asked for, in a line: `0.5 CPU · 1.0 GiB · 2 GPU`. */
export function amountsLine(
  amounts: NodeAmounts,
  wordOf: (kind: AmountKind) => string,
): string {
  return AMOUNT_KINDS.filter(kind => amountOf(amounts, kind) > 0)
    .map(kind => {
      const text = amountText(kind, amountOf(amounts, kind));
      return kind === 'memory' ? text : `${text} ${wordOf(kind)}`;
    })
    .join(' · ');
}
