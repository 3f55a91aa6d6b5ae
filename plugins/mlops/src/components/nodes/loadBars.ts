import type { NodeLoad } from '@mlops/plugin-mlops-common';
import { amountOf, type AmountKind } from './amounts';

type ClusterLoad = NodeLoad['clusters'][number];

/** Colours that people tell apart; whoever comes after them is drawn together. */
export const SHADES = 8;

/** A part of a bar. */
export interface LoadSegment {
  kind: 'share' | 'rest' | 'others';
  /** Of a share; `null`: nobody that is known. */
  name: string | null;
  /** Number of the colour of a share. */
  shade: number | null;
  /** Of what is drawn together: how many they are. */
  count: number;
  amount: number;
  /** From 0 to 1 of the bar. */
  from: number;
  size: number;
}

/** Who asks for how much of one resource of a cluster. */
export interface LoadBar {
  segments: LoadSegment[];
  asked: number;
  all: number;
}

/** Names in the order of what they ask for anywhere, the largest part of a cluster first. */
export function rankedNames(load: NodeLoad): Array<string | null> {
  const places = new Map<string | null, number>();
  for (const { shares } of load.clusters) {
    shares.forEach(({ name }, place) => {
      places.set(name, Math.min(places.get(name) ?? place, place));
    });
  }
  return [...places].sort(([, a], [, b]) => a - b).map(([name]) => name);
}

/** Pure geometry of one bar; a bar on which more was asked for than there is, is drawn full. */
export function loadBar(
  cluster: ClusterLoad,
  kind: AmountKind,
  ranked: ReadonlyArray<string | null>,
): LoadBar {
  const amounts = new Map(
    cluster.shares.map(({ name, requested }) => [
      name,
      amountOf(requested, kind),
    ]),
  );
  const asking = ranked.filter(name => (amounts.get(name) ?? 0) > 0);
  const shown = asking.filter(name => ranked.indexOf(name) < SHADES);
  const rest = asking.filter(name => ranked.indexOf(name) >= SHADES);
  const sum = (names: typeof asking) =>
    names.reduce((total, name) => total + (amounts.get(name) ?? 0), 0);
  const others = amountOf(cluster.others, kind);
  const parts = [
    ...shown.map(name => ({
      kind: 'share' as const,
      name,
      shade: ranked.indexOf(name),
      count: 1,
      amount: amounts.get(name) ?? 0,
    })),
    {
      kind: 'rest' as const,
      name: null,
      shade: null,
      count: rest.length,
      amount: sum(rest),
    },
    {
      kind: 'others' as const,
      name: null,
      shade: null,
      count: 1,
      amount: others,
    },
  ].filter(({ amount }) => amount > 0);
  const all = amountOf(cluster.allocatable, kind);
  const asked = sum(asking) + others;
  const whole = Math.max(all, asked);
  let from = 0;
  const segments = parts.map(part => {
    const segment = { ...part, from, size: part.amount / whole };
    from += segment.size;
    return segment;
  });
  return { segments, asked, all };
}
