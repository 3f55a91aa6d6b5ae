import type { EngineCache, KeptPart } from '@mlops/plugin-mlops-node';
import { formatBytes, formatDays } from './formatAmounts';
import type { KeepRule, RetentionPolicy } from './RetentionPolicy';

/** A run in a final state. */
export interface EndedRun {
  /** Sorts by time of creation. */
  id: string;
  pipelineId: string;
  succeeded: boolean;
  /** Milliseconds since 1970. */
  finishedAt: number;
  /** Something is still to be done with it; it is left alone. */
  busy: boolean;
  /** Bytes; 0 also for what was removed or cannot be told. */
  logs: number;
  outputs: number;
}

/** One cache of one engine. */
export interface KnownCache extends EngineCache {
  engine: string;
}

/** What goes, and why in words. */
export type Removal = { bytes: number; reason: string } & (
  | { what: 'run' | KeptPart; run: EndedRun }
  | { what: 'environment'; cache: KnownCache }
);

/**
 * What goes now. Never the last successful run of a pipeline nor anything of it, nothing that is in use
 * or younger than the policy lets go. Without a clock and without a database: the same facts give the same
 * answer, and what was removed is no fact any more.
 */
export function decideRetention(
  facts: { runs: readonly EndedRun[]; caches: readonly KnownCache[] },
  policy: RetentionPolicy,
  now: number,
): Removal[] {
  const newestFirst = [...facts.runs].sort((a, b) => (a.id < b.id ? 1 : -1));
  const kept = new Set(lastSuccessful(newestFirst));
  const mayGo = ({ finishedAt, busy }: EndedRun) =>
    !busy && now - finishedAt >= policy.minimumAge;
  const free = new Set(newestFirst.filter(run => !kept.has(run) && mayGo(run)));
  const runs = runsToRemove(newestFirst, free, policy, now);
  const gone = new Set(runs.map(({ run }) => run));
  const parts = (['logs', 'outputs'] as const).flatMap(part =>
    beyond(
      newestFirst
        .filter(run => !gone.has(run))
        .map(run => ({
          item: run,
          at: run.finishedAt,
          bytes: run[part],
          free: free.has(run),
        })),
      policy[part],
      { now, what: part, since: 'the run ended' },
    ).map(({ item, ...why }) => ({ ...why, what: part, run: item })),
  );
  const environments = beyond(
    facts.caches.map(cache => ({
      item: cache,
      at: cache.usedAt,
      bytes: cache.bytes,
      free: !cache.inUse && now - cache.usedAt >= policy.minimumAge,
    })),
    policy.environments,
    { now, what: 'environments', since: 'it was used' },
  ).map(({ item, ...why }) => ({
    ...why,
    what: 'environment' as const,
    cache: item,
  }));
  return [...runs, ...parts, ...environments];
}

function lastSuccessful(newestFirst: readonly EndedRun[]): EndedRun[] {
  const byPipeline = new Map<string, EndedRun>();
  for (const run of newestFirst) {
    if (run.succeeded && !byPipeline.has(run.pipelineId)) {
      byPipeline.set(run.pipelineId, run);
    }
  }
  return [...byPipeline.values()];
}

function runsToRemove(
  newestFirst: readonly EndedRun[],
  free: ReadonlySet<EndedRun>,
  { runs: rule }: RetentionPolicy,
  now: number,
) {
  if (!rule) return [];
  const seen = new Map<string, number>();
  return newestFirst.flatMap(run => {
    const newer = seen.get(run.pipelineId) ?? 0;
    seen.set(run.pipelineId, newer + 1);
    const age = now - run.finishedAt;
    if (!free.has(run) || newer < rule.keepLast || age <= rule.keepFor) {
      return [];
    }
    const reason = `the run ended ${formatDays(
      age,
    )} ago and ${newer} newer runs of its pipeline have ended; runs are kept for ${formatDays(
      rule.keepFor,
    )}, the last ${rule.keepLast} longer`;
    return [
      { what: 'run' as const, run, bytes: run.logs + run.outputs, reason },
    ];
  });
}

interface Kept<T> {
  item: T;
  /** Milliseconds since 1970 from which its age counts. */
  at: number;
  bytes: number;
  /** Whether it may go at all; what may not counts in the total all the same. */
  free: boolean;
}

/** What is too old, and then the oldest until the rest is small enough. */
function beyond<T>(
  all: readonly Kept<T>[],
  rule: KeepRule | null,
  words: { now: number; what: string; since: string },
): Array<{ item: T; bytes: number; reason: string }> {
  if (!rule) return [];
  const { now, what, since } = words;
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const oldestFirst = all
    .filter(({ free, bytes }) => free && bytes > 0)
    .sort((a, b) => a.at - b.at);
  return oldestFirst.flatMap(({ item, at, bytes }) => {
    const age = now - at;
    const before = total;
    if (age <= rule.keepFor && total <= rule.maxTotal) return [];
    total -= bytes;
    const reason =
      age > rule.keepFor
        ? `${formatDays(
            age,
          )} have passed since ${since}; ${what} are kept for ${formatDays(
            rule.keepFor,
          )}`
        : `${what} took ${formatBytes(before)} together, of which ${formatBytes(
            rule.maxTotal,
          )} are kept; the oldest go first`;
    return [{ item, bytes, reason }];
  });
}
