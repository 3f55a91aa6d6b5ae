import { TestDatabases } from '@backstage/backend-test-utils';
import type { Access } from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';
import { aStore } from '../__testUtils__/aStore';
import { listRunRows, type RunFilter } from './runs';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const member: Access = {
  anyOf: [
    { rule: 'IN_PROJECT', params: { projects: ['public'] } },
    { rule: 'IS_OWNER', params: { owners: ['user:default/alice'] } },
  ],
};

const filters: Record<string, RunFilter> = {
  nothing: {},
  'a state': { status: ['failed'] },
  'several states': { status: ['failed', 'stopped'] },
  'a trigger': { trigger: ['schedule'] },
  'a project': { project: ['public'] },
  'several projects': { project: ['public', 'research'] },
  'a pipeline': { pipeline: 'p1' },
  'a person': { createdBy: 'user:default/alice' },
  'a project and a state': { project: ['public'], status: ['failed'] },
  'a project and a trigger': { project: ['public'], trigger: ['manual'] },
  'a pipeline and a state': { pipeline: 'p1', status: ['failed'] },
  'a state and a trigger': { status: ['failed'], trigger: ['manual'] },
  'a time': { createdAfter: '2026-01-01T00:00:00Z' },
};

/** The steps in which SQLite finds the ids of a page. */
async function stepsOf(db: Knex, filter: RunFilter): Promise<string[]> {
  const asked: Knex.Sql[] = [];
  db.on('query', (query: Knex.Sql) => asked.push(query));
  await listRunRows(db, filter, member, { limit: 51 });
  const [{ sql, bindings }] = asked;
  const plan = await db.raw(`explain query plan ${sql}`, [...bindings]);
  const steps: string[] = plan.map((step: { detail: string }) => step.detail);
  return steps.slice(steps.findIndex(step => step.startsWith('LIST')) + 1);
}

describe('listRunRows', () => {
  it.each(Object.entries(filters))(
    'passes over runs of another name or project without reading them, by %s',
    async (_, filter) => {
      const db = await aStore(databases, 'SQLITE_3');
      const steps = await stepsOf(db, { ...filter, name: 'digits' });
      expect(steps[0]).toContain('USING COVERING INDEX');
    },
  );

  it('reads no more than a page of each of several projects', async () => {
    const db = await aStore(databases, 'SQLITE_3');
    const [step] = await stepsOf(db, { project: ['public', 'research'] });
    // An index in whose order the runs of a project come, so that SQLite leaves each behind the page.
    expect(step).toContain('USING COVERING INDEX runs_by_project (project=?)');
  });
});
