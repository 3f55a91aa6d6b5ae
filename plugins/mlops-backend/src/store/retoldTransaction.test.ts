import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { aStore } from '../__testUtils__/aStore';
import { isSqlite } from './openStore';
import { retoldTransaction } from './retoldTransaction';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('retoldTransaction on %s', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await aStore(databases, id);
    await knex.schema.createTable('notes', table => table.string('text'));
  });

  /** Whether a commit waits for the disk. */
  async function waits(db: Knex): Promise<boolean> {
    if (isSqlite(db)) {
      const [{ synchronous }] = await db.raw('PRAGMA synchronous');
      return synchronous === 2;
    }
    const { rows } = await db.raw('SHOW synchronous_commit');
    return rows[0].synchronous_commit !== 'off';
  }

  it('keeps all that was done', async () => {
    await retoldTransaction(knex, tx => tx('notes').insert({ text: 'kept' }));
    expect(await knex('notes').pluck('text')).toEqual(['kept']);
  });

  it('keeps nothing where something fails', async () => {
    await expect(
      retoldTransaction(knex, async tx => {
        await tx('notes').insert({ text: 'lost' });
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(await knex('notes').pluck('text')).toEqual(['kept']);
  });

  it('does not wait for the disk, and lets all others wait as before', async () => {
    const before = await waits(knex);
    expect(await retoldTransaction(knex, waits)).toBe(false);
    await retoldTransaction(knex, async () => {
      throw new Error('refused');
    }).catch(() => undefined);
    expect(await waits(knex)).toBe(before);
    expect(await knex.transaction(waits)).toBe(before);
    // PostgreSQL waits as its administrator says.
    expect(before || !isSqlite(knex)).toBe(true);
  });

  it('takes turns with others', async () => {
    const before = await waits(knex);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? retoldTransaction(knex, tx => tx('notes').insert({ text: `${i}` }))
          : knex.transaction(tx => tx('notes').insert({ text: `${i}` })),
      ),
    );
    expect(await knex('notes').pluck('text')).toHaveLength(21);
    expect(await waits(knex)).toBe(before);
  });
});
