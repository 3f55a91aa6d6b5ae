import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folders } from '../../scripts/lib/folders.mjs';
import { postgresPrograms } from '../../scripts/lib/verify/postgresPrograms.mjs';
import { withPostgres } from '../../scripts/lib/verify/withPostgres.mjs';
import { withPortal } from '../../scripts/lib/testing/withPortal.mjs';

// The libraries of the backend: its driver of SQLite was built for this Node.
const backend = createRequire(
  join(folders.root, 'packages', 'backend', 'package.json'),
);
const knex = backend('knex');

/**
 * Lets `work` use a portal on SQLite, then one on PostgreSQL where that is installed.
 *
 * @param work - gets what `withPortal` gives, with `database`, its name, and `store`, knex on the
 * database of the plugin
 */
export async function onBothDatabases(work) {
  await withPortal({}, async portal => {
    const filename = join(portal.data, 'db', 'mlops.sqlite');
    await withStore(
      { client: 'better-sqlite3', connection: { filename } },
      store => work({ ...portal, database: 'SQLite', store }),
    );
  });
  const programs = postgresPrograms();
  if (!programs) {
    process.stdout.write(
      '  PostgreSQL is not installed and not measured: apt-get install postgresql\n',
    );
    return;
  }
  const logs = join(folders.cache, 'bench');
  mkdirSync(logs, { recursive: true });
  await withPostgres(programs, { logs }, async server => {
    const settings = {
      'backend.database.client': 'pg',
      'backend.database.connection': server,
    };
    await withPortal(settings, async portal => {
      const connection = server.replace(/[^/]*$/, 'backstage_plugin_mlops');
      await withStore({ client: 'pg', connection }, store =>
        work({ ...portal, database: 'PostgreSQL', store }),
      );
    });
  });
}

async function withStore(config, work) {
  const store = knex({ ...config, useNullAsDefault: true });
  try {
    await work(store);
  } finally {
    await store.destroy();
  }
}
