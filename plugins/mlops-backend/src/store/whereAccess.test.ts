import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { meets, type Access, type Criteria } from '@mlops/plugin-mlops-common';
import { whereAccess } from './whereAccess';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const people = [
  'user:default/alice',
  'user:default/bob',
  "user:default/o'neil",
];
const projects = ['public', 'vision', 'ads'];
const some = (from: string[]) => fc.subarray([...from, 'nobody']);

const { criteria } = fc.letrec<{ criteria: Criteria }>(tie => ({
  criteria: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      rule: fc.constant('IS_OWNER' as const),
      params: fc.record({ owners: some(people) }),
    }),
    fc.record({
      rule: fc.constant('IN_PROJECT' as const),
      params: fc.record({ projects: some(projects) }),
    }),
    fc.record({ allOf: fc.array(tie('criteria'), { maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie('criteria'), { maxLength: 3 }) }),
    fc.record({ not: tie('criteria') }),
  ),
}));

const object = fc.record({
  createdBy: fc.option(fc.constantFrom(...people)),
  project: fc.option(fc.constantFrom(...projects)),
});

describe.each(databases.eachSupportedId())('whereAccess on %s', id => {
  it('keeps the rows that meet the criteria, whatever they are', async () => {
    const knex = await databases.init(id);
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      table.string('project').nullable();
      table.string('created_by').nullable();
    });
    const columns = { project: 'project', createdBy: 'created_by' };
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { minLength: 1, maxLength: 12 }),
        fc.oneof(fc.constant<Access>(true), criteria),
        async (objects, access) => {
          await knex('things').delete();
          await knex('things').insert(
            objects.map(({ project, createdBy }, index) => ({
              id: index,
              project,
              created_by: createdBy,
            })),
          );
          const query = knex('things').orderBy('id');
          whereAccess(query, access, columns);
          const kept = objects.flatMap((one, index) =>
            meets(one, access) ? [index] : [],
          );
          expect(await query.pluck('id')).toEqual(kept);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds nothing of anybody where rows are made by nobody', async () => {
    const knex = await databases.init(id);
    await knex.schema.createTable('others', table => {
      table.string('project');
    });
    await knex('others').insert({ project: 'ads' });
    const query = knex('others');
    const owners = ['user:default/alice'];
    whereAccess(
      query,
      { rule: 'IS_OWNER', params: { owners } },
      {
        project: 'project',
      },
    );
    expect(await query).toEqual([]);
  });
});
