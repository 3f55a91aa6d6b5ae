import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { aStore } from '../__testUtils__/aStore';
import { issueTicket, takeTicket } from './tickets';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const claims = {
  actor: 'user:default/alice',
  target: { task: 'train' },
  origin: 'http://localhost:7007',
};

describe.each(databases.eachSupportedId())('tickets on %s', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await aStore(databases, id);
  });
  const issue = (now = 1_000) =>
    issueTicket(knex, 'terminal', claims, { now, expiresAt: now + 30_000 });
  const take = (ticket: string, now = 2_000) =>
    takeTicket(knex, 'terminal', ticket, now);

  it('are good for what was asked for, once, also when many come at the same time', async () => {
    const ticket = await issue();
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => take(ticket)),
    );
    expect(taken.filter(one => one !== undefined)).toEqual([claims]);
    expect(await take(ticket)).toBeUndefined();
  });

  it('are good until they expire, and are removed then', async () => {
    expect(await take(await issue(), 30_999)).toEqual(claims);
    expect(await take(await issue(), 31_000)).toBeUndefined();
    await issue();
    await issue(40_000);
    expect(await knex('tickets').pluck('expires_at')).toHaveLength(1);
  });

  it('cannot be read from the database', async () => {
    const ticket = await issue(50_000);
    expect(JSON.stringify(await knex('tickets'))).not.toContain(ticket);
    const [{ hash }] = await knex('tickets').select('hash');
    expect(await take(hash)).toBeUndefined();
  });

  it('are refused where nobody made one', async () => {
    expect(await take('')).toBeUndefined();
    expect(await take('x'.repeat(10_000))).toBeUndefined();
  });
});
