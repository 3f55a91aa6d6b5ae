import { replaceEqualDeep } from '@tanstack/react-query';
import type { RunSummary } from '@mlops/plugin-mlops-common';

/** A page of runs as the API answers it, newest first. */
export interface RunPageAnswer {
  items: RunSummary[];
  nextCursor: string | null;
  /** When it was asked, in milliseconds since the epoch; the cursor belongs to that question. */
  asOf: number;
}

/** The runs that a list has loaded so far, newest first. */
export interface ListedRuns {
  rows: readonly RunSummary[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
  /** The newest runs as they were seen last; what of them is not in `rows` waits until it disturbs nobody. */
  head: RunPageAnswer;
  /** Of the question that `nextCursor` belongs to. */
  asOf: number;
}

export function firstPage(head: RunPageAnswer): ListedRuns {
  const { items: rows, nextCursor, asOf } = head;
  return { rows, nextCursor, asOf, head };
}

/**
 * The newest runs take their place at the top; what lies below them stays. Where more have come than fit
 * into `head`, the rows below would not follow on, and the list begins anew.
 */
export function takeHead(known: ListedRuns, head: RunPageAnswer): ListedRuns {
  const last = head.items[head.items.length - 1];
  const whole = head.nextCursor === null;
  const gap = !known.rows.some(({ id }) => last && id >= last.id);
  const shorter = known.rows.length <= head.items.length;
  if (!last || whole || gap || shorter) return firstPage(head);
  const newest = new Map(known.rows.slice(0, head.items.length).map(byId));
  const above = head.items.map(run => keepEqual(newest.get(run.id), run));
  const below = known.rows.filter(({ id }) => id < last.id);
  return { ...known, rows: [...above, ...below], head };
}

/** Rows change where they stand; none comes and none goes. */
export function keepPlace(known: ListedRuns, head: RunPageAnswer): ListedRuns {
  return { ...patchRows(known, head.items), head };
}

/** Puts newer states of rows into the list; rows of `asked` that nobody knows any more leave it. */
export function patchRows(
  known: ListedRuns,
  fresh: readonly RunSummary[],
  asked: readonly string[] = [],
): ListedRuns {
  const found = new Map(fresh.map(byId));
  const gone = new Set(asked.filter(id => !found.has(id)));
  return {
    ...known,
    rows: known.rows
      .filter(({ id }) => !gone.has(id))
      .map(row => keepEqual(row, found.get(row.id) ?? row)),
  };
}

export function appendPage(known: ListedRuns, page: RunPageAnswer): ListedRuns {
  const last = known.rows[known.rows.length - 1];
  const next = page.items.filter(({ id }) => !last || id < last.id);
  return {
    ...known,
    rows: [...known.rows, ...next],
    nextCursor: page.nextCursor,
  };
}

/** How many runs have come that the list does not show yet. */
export function newRuns({ rows, head }: ListedRuns): number {
  const first = rows[0];
  return head.items.filter(({ id }) => !first || id > first.id).length;
}

function byId(run: RunSummary): [string, RunSummary] {
  return [run.id, run];
}

/** A run of which nothing has changed stays the same value, and so its row is not drawn again. */
function keepEqual(
  before: RunSummary | undefined,
  after: RunSummary,
): RunSummary {
  return before === undefined ? after : replaceEqualDeep(before, after);
}
