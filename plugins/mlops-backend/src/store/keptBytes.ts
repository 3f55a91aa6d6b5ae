import type { Knex } from 'knex';
import type { KeptPart } from '@mlops/plugin-mlops-node';
import type { BigIntColumn } from './columns';

/** What an ended run keeps, measured once, and when it was given up. */
export interface KeptBytesRow {
  run_id: string;
  logs: BigIntColumn;
  outputs: BigIntColumn;
  logs_removed_at: BigIntColumn | null;
  outputs_removed_at: BigIntColumn | null;
  /** Why it cannot be measured. */
  problem: string | null;
}

export async function findKeptBytes(
  db: Knex,
  runId: string,
): Promise<KeptBytesRow | undefined> {
  return db<KeptBytesRow>('kept_bytes').where({ run_id: runId }).first();
}

/** What measured runs of a project group still keep, in bytes. */
export async function keptBytesOfProject(
  db: Knex,
  project: string,
): Promise<number> {
  const [{ bytes }] = await db('kept_bytes')
    .join('runs', 'runs.id', 'kept_bytes.run_id')
    .where('runs.project', project)
    .select<Array<{ bytes: BigIntColumn | null }>>(
      db.raw(
        'sum(case when logs_removed_at is null then logs else 0 end + case when outputs_removed_at is null then outputs else 0 end) as bytes',
      ),
    );
  return Number(bytes ?? 0);
}

/** Of a run that may be gone meanwhile. */
export async function addKeptBytes(
  db: Knex,
  measured: Pick<KeptBytesRow, 'run_id' | 'logs' | 'outputs' | 'problem'>,
): Promise<void> {
  await db.transaction(async tx => {
    const run = await tx('runs').where({ id: measured.run_id }).first('id');
    if (!run) return;
    await tx('kept_bytes').insert(measured).onConflict('run_id').ignore();
  });
}

/** @returns whether this call marked it, and no earlier one */
export async function markRemoved(
  tx: Knex,
  runId: string,
  part: KeptPart,
  now: number,
): Promise<boolean> {
  const column = `${part}_removed_at`;
  const marked = await tx('kept_bytes')
    .where({ run_id: runId })
    .whereNull(column)
    .update({ [column]: now });
  return marked > 0;
}
