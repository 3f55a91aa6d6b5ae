import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { outputKind, type OutputKind } from './outputKind';

/** What people look at first comes first. */
const RANK: Record<OutputKind, number> = {
  picture: 0,
  page: 1,
  table: 2,
  json: 3,
  text: 3,
  file: 3,
};

/** Shown elsewhere too, as values and as metrics. */
const TRAVELS = ['outputs.json', 'metrics.json'];

/** Sorts pictures first, then pages, tables and the rest, each by path. */
export function outputOrder(a: OutputEntry, b: OutputEntry): number {
  return rank(a) - rank(b) || a.path.localeCompare(b.path);
}

function rank(entry: OutputEntry): number {
  return TRAVELS.includes(entry.path) ? 4 : RANK[outputKind(entry)];
}
