import type { Knex } from 'knex';

/** Remembers that a person has signed in. */
export async function rememberUser(
  db: Knex,
  entityRef: string,
  now: number,
): Promise<void> {
  await db('users')
    .insert({ entity_ref: entityRef, seen_at: now })
    .onConflict('entity_ref')
    .merge();
}

/** Entity refs of everybody who has signed in. */
export async function listUserRefs(db: Knex): Promise<string[]> {
  return db<{ entity_ref: string }>('users').pluck('entity_ref');
}
