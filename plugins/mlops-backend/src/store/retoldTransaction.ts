import type { Knex } from 'knex';
import { isSqlite } from './openStore';

/** What of a connection of better-sqlite3 is used. */
interface SqliteConnection {
  pragma(source: string): unknown;
}

/**
 * A transaction that is not waited for until it is on the disk, for what is told again when it was lost. It is whole
 * or not there as any other, and one that is waited for takes it along to the disk; only a loss of power may undo the
 * last ones.
 *
 * SQLite: `synchronous = NORMAL`, which in WAL mode spares a commit its `fsync`, and all others their wait for it,
 * since there is one connection. PostgreSQL: `synchronous_commit = off`.
 */
export async function retoldTransaction<T>(
  db: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (!isSqlite(db)) {
    return db.transaction(async tx => {
      await tx.raw('SET LOCAL synchronous_commit = off');
      return work(tx);
    });
  }
  const connection: SqliteConnection = await db.client.acquireConnection();
  try {
    // It cannot be changed within a transaction.
    connection.pragma('synchronous = NORMAL');
    return await db.transaction(work, { connection });
  } finally {
    connection.pragma('synchronous = FULL');
    await db.client.releaseConnection(connection);
  }
}
