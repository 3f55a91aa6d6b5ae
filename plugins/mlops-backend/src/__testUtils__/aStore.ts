import { resolve } from 'node:path';
import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { RunId } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import type { RunRow } from '../store/runs';

/** A database with the schema of the plugin, and a pipeline for runs to belong to. */
export async function aStore(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({
    directory: resolve(__dirname, '../../migrations'),
  });
  await knex('pipelines').insert({
    id: 'pipeline',
    name: 'demo',
    title: 'Demo',
    project: 'public',
    source: 'portal',
    created_at: 1,
    updated_at: 1,
    revision: 1,
    task_count: 2,
  });
  return knex;
}

/** Adds a run of two tasks, `first` and `second`, that waits for an engine `memory`. */
export async function addRun(
  knex: Knex,
  row: Partial<RunRow> = {},
): Promise<RunId> {
  const how = {
    argv: ['true'],
    runtime: { kind: 'process', python: null },
  } as const;
  const plan = aPlan([
    aTask('first', how),
    aTask('second', how, { dependsOn: ['first'] }),
  ]);
  await knex<RunRow>('runs').insert({
    id: plan.runId,
    pipeline_id: 'pipeline',
    pipeline_name: 'demo',
    pipeline_title: 'Demo',
    number: (await knex('runs').pluck('id')).length + 1,
    revision: 1,
    project: 'public',
    status: 'queued',
    trigger: 'manual',
    engine: 'memory',
    plan: JSON.stringify(plan),
    parameters: '{}',
    created_at: 1,
    tasks_total: plan.tasks.length,
    ...row,
  });
  await knex('run_tasks').insert(
    plan.tasks.map(({ name }, position) => ({
      run_id: plan.runId,
      name,
      position,
      status: 'waiting',
    })),
  );
  return plan.runId;
}
