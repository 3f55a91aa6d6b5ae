import type { Knex } from 'knex';
import { instant, type BigIntColumn } from './columns';

/** What is asked of an engine. `purge` follows the removal of the record, so it carries all it needs. */
export type OutboxAction =
  | 'submit'
  | 'stop'
  | 'clear'
  | 'purge'
  | 'discard-logs'
  | 'discard-outputs';

export interface OutboxEntry {
  id: number;
  runId: string;
  action: OutboxAction;
  engine: string;
  engineUid: string | null;
  tries: number;
  /** Milliseconds since 1970. */
  nextAt: number;
}

interface OutboxRow {
  id: number;
  run_id: string;
  action: OutboxAction;
  engine: string;
  engine_uid: string | null;
  tries: number;
  next_at: BigIntColumn;
}

/** Written in the transaction that decides; nothing is lost when the process ends right after. */
export async function enqueue(
  db: Knex,
  run: { id: string; engine: string; engine_uid: string | null },
  action: OutboxAction,
  now: number,
): Promise<void> {
  await db<OutboxRow>('outbox').insert({
    run_id: run.id,
    action,
    engine: run.engine,
    engine_uid: run.engine_uid,
    next_at: now,
  });
}

/** Oldest first, at most one a run: what comes later for a run waits for what came before. */
export async function dueEntries(
  db: Knex,
  now: number,
  limit: number,
): Promise<OutboxEntry[]> {
  const rows: OutboxRow[] = await db('outbox as o')
    .where('o.next_at', '<=', now)
    .whereNotExists(
      db('outbox as earlier')
        .whereRaw('earlier.run_id = o.run_id')
        .whereRaw('earlier.id < o.id'),
    )
    .orderBy('o.id')
    .limit(limit)
    .select('o.*');
  return rows.map(row => ({
    id: row.id,
    runId: row.run_id,
    action: row.action,
    engine: row.engine,
    engineUid: row.engine_uid,
    tries: row.tries,
    nextAt: instant(row.next_at),
  }));
}

export async function removeEntry(db: Knex, id: number): Promise<void> {
  await db<OutboxRow>('outbox').where({ id }).delete();
}

export async function postponeEntry(
  db: Knex,
  id: number,
  nextAt: number,
): Promise<void> {
  await db<OutboxRow>('outbox')
    .where({ id })
    .update({ next_at: nextAt })
    .increment('tries', 1);
}

/** When the next entry is due, or `undefined` when there is none. */
export async function nextDue(db: Knex): Promise<number | undefined> {
  const row = await db<OutboxRow>('outbox')
    .min<{ next: BigIntColumn | null }>('next_at as next')
    .first();
  return row?.next === null || row === undefined
    ? undefined
    : instant(row.next);
}
