import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { grantedTo } from '../access/grantedTo';
import { aStore } from '../__testUtils__/aStore';
import { findProjectRow } from '../store/projects';
import { mirrorProjects } from './mirrorProjects';
import type { CatalogProject } from './readProjectGroup';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';

const vision: CatalogProject = {
  name: 'vision',
  title: 'Vision',
  description: null,
  entityRef: 'group:default/vision',
  sourceUrl: null,
  expand: {},
  members: [{ member: ALICE, role: 'dev' }],
};

describe.each(databases.eachSupportedId())('mirrorProjects on %s', id => {
  let db: Knex;
  beforeEach(async () => {
    db = await aStore(databases, id);
    await mirrorProjects(db, [vision], 1);
    await db('project_members').insert({
      project: 'vision',
      member: BOB,
      source: 'portal',
      role: 'creator',
    });
  });

  const projectsOf = async (who: string) =>
    (await grantedTo(db, who, [])).projects.map(({ name }) => name);

  it('says whether anything was different', async () => {
    expect(await mirrorProjects(db, [vision], 2)).toBe(false);
    const renamed = { ...vision, title: 'Eyes' };
    expect(await mirrorProjects(db, [renamed], 2)).toBe(true);
  });

  it('removes a group that is gone and owns nothing', async () => {
    expect(await mirrorProjects(db, [], 2)).toBe(true);
    expect(await findProjectRow(db, 'vision')).toBeUndefined();
    expect(await projectsOf(BOB)).toEqual([]);
  });

  it('lets a group that is gone and owns work rest until it is back', async () => {
    await db('pipelines').update({ project: 'vision' });
    await db('projects').where({ name: 'vision' }).update({ quota: '{}' });
    expect(await mirrorProjects(db, [], 2)).toBe(true);
    expect(await mirrorProjects(db, [], 3)).toBe(false);
    expect(Number((await findProjectRow(db, 'vision'))?.gone_at)).toBe(2);
    expect([await projectsOf(ALICE), await projectsOf(BOB)]).toEqual([[], []]);

    expect(await mirrorProjects(db, [vision], 4)).toBe(true);
    expect(await findProjectRow(db, 'vision')).toMatchObject({
      gone_at: null,
      quota: '{}',
    });
    expect([await projectsOf(ALICE), await projectsOf(BOB)]).toEqual([
      ['vision'],
      ['vision'],
    ]);
  });
});
