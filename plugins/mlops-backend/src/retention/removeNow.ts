import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import { newId } from '../newId';
import { removeRun } from '../runs/removeRun';
import { markRemoved } from '../store/keptBytes';
import { enqueue } from '../store/outbox';
import { addRemoval } from '../store/removals';
import type { RunRow } from '../store/runs';
import type { Removal } from './decideRetention';
import { removalRow } from './removalRow';

interface RemoveDeps {
  db: Knex;
  engines: ReadonlyMap<string, ExecutionEngine>;
  now: () => number;
}

/** Removes one thing and writes it down. @returns whether it was still there and could go */
export async function removeNow(
  { db, engines, now }: RemoveDeps,
  removal: Removal,
): Promise<boolean> {
  const record = async (tx: Knex) => {
    const row = await removalRow(tx, removal);
    await addRemoval(tx, { ...row, id: newId(), at: now(), dry_run: false });
  };
  if (removal.what === 'environment') {
    const { engine, id } = removal.cache;
    // The engine alone knows what is in use at this moment.
    const removed = await engines.get(engine)?.storage?.discardCache(id);
    if (removed) await record(db);
    return removed === true;
  }
  const { what, run } = removal;
  return db.transaction(async tx => {
    const row = await tx<RunRow>('runs')
      .where({ id: run.id })
      .first('id', 'engine', 'engine_uid');
    if (!row) return false;
    if (what === 'run') {
      await record(tx);
      await removeRun(tx, row, now());
      return true;
    }
    if (!(await markRemoved(tx, run.id, what, now()))) return false;
    await record(tx);
    await enqueue(tx, row, `discard-${what}`, now());
    return true;
  });
}
