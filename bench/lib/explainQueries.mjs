import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folders } from '../../scripts/lib/folders.mjs';

const backend = createRequire(
  join(folders.root, 'packages', 'backend', 'package.json'),
);
// The store is read as the portal itself reads it.
backend('@backstage/cli-node/config/nodeTransform.cjs');

/** A module of the backend's store, for example `runs`. */
export function storeModule(name) {
  return backend(
    join(folders.root, 'plugins/mlops-backend/src/store', `${name}.ts`),
  );
}

/**
 * Runs `work` and asks the database how it goes about each of its queries.
 *
 * @param store - knex
 * @returns text, a query and its plan after the other
 */
export async function explainQueries(store, work) {
  const asked = [];
  const listen = query => asked.push(query);
  store.on('query', listen);
  await work();
  store.removeListener('query', listen);
  const isPostgres = store.client.config.client === 'pg';
  const words = isPostgres
    ? 'EXPLAIN (ANALYZE, BUFFERS)'
    : 'EXPLAIN QUERY PLAN';
  const told = [];
  for (const { sql, bindings } of asked) {
    const bound = store.raw(sql.replace(/\$\d+/g, '?'), bindings).toString();
    const answer = await store.raw(`${words} ${bound}`);
    const lines = isPostgres
      ? answer.rows.map(row => row['QUERY PLAN'])
      : answer.map(({ detail }) => detail);
    told.push(`${bound}\n${lines.map(line => `    ${line}`).join('\n')}\n`);
  }
  return told.join('\n');
}
