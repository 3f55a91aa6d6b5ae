import type { Knex } from 'knex';
import type { BigIntColumn } from './columns';

export interface LeaseRow {
  name: string;
  holder: string;
  epoch: number;
  expires_at: BigIntColumn;
}

/** The row of a lease, which nobody else gets until the transaction ends. */
export async function lockLease(tx: Knex, name: string): Promise<LeaseRow> {
  await tx<LeaseRow>('leases')
    .insert({ name, holder: '', epoch: 0, expires_at: 0 })
    .onConflict('name')
    .ignore();
  const row = await tx<LeaseRow>('leases').where({ name }).forUpdate().first();
  if (!row) throw new Error(`The lease "${name}" was removed`);
  return row;
}
