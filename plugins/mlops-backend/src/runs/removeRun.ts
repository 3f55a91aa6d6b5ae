import type { Knex } from 'knex';
import { enqueue } from '../store/outbox';
import type { RunRow } from '../store/runs';

/** Removes the record of an ended run; the engine is asked to remove the rest. */
export async function removeRun(
  tx: Knex,
  run: Pick<RunRow, 'id' | 'engine' | 'engine_uid'>,
  now: number,
): Promise<void> {
  await enqueue(tx, run, 'purge', now);
  for (const table of [
    'kept_bytes',
    'platform_messages',
    'attempts',
    'run_tasks',
  ]) {
    await tx(table).where({ run_id: run.id }).delete();
  }
  await tx<RunRow>('runs').where({ id: run.id }).delete();
}
