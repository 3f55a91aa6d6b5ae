import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Connects and brings the schema up to date. */
export async function openStore(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  await makeDurable(knex);
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@mlops/plugin-mlops-backend',
        'migrations',
      ),
    });
  }
  return knex;
}

/** SQLite promises durability only when told to; its connector sets no journal mode. */
async function makeDurable(knex: Knex): Promise<void> {
  if (!isSqlite(knex)) return;
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = FULL');
  await knex.raw('PRAGMA foreign_keys = ON');
}

export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}
