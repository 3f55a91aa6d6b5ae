import { resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const directory = resolve(__dirname, '../migrations');
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down to nothing and up again', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    expect(await knex('projects').pluck('name')).toEqual(['public']);
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('runs')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('runs')).toBe(true);
  });
});
