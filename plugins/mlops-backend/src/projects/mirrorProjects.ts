import type { Knex } from 'knex';
import type { ProjectMemberRow } from '../store/projectMembers';
import type { ProjectRow } from '../store/projects';
import type { CatalogProject } from './readProjectGroup';

/**
 * Brings the project groups of the catalog and their members to what the catalog says now. Those made in the
 * portal are never overwritten by one of the same name. One that is gone stays while it owns work, so that
 * administrators can still get at its history; its memberships rest, and nothing of it starts, until it is back.
 *
 * @param now - milliseconds since 1970
 * @returns whether anything was different
 */
export async function mirrorProjects(
  db: Knex,
  found: readonly CatalogProject[],
  now: number,
): Promise<boolean> {
  return db.transaction(async tx => {
    const known = await tx<ProjectRow>('projects');
    const portal = new Set(
      known.filter(({ source }) => source === 'portal').map(row => row.name),
    );
    const groups = found.filter(({ name }) => !portal.has(name));
    const names = new Set(groups.map(({ name }) => name));
    const gone = known
      .filter(({ name, source }) => source === 'catalog' && !names.has(name))
      .map(({ name }) => name);
    let changed = false;
    for (const group of groups) {
      const row = rowOf(group);
      const before = known.find(({ name }) => name === group.name);
      if (before && isSame(before, row)) continue;
      await tx<ProjectRow>('projects').insert(row).onConflict('name').merge();
      changed = true;
    }
    for (const name of gone) {
      if (await ownsWork(tx, name)) {
        const marked = await tx<ProjectRow>('projects')
          .where({ name, gone_at: null })
          .update({ gone_at: now });
        changed ||= marked > 0;
        continue;
      }
      await tx('project_members').where({ project: name }).delete();
      await tx('project_requests').where({ project: name }).delete();
      await tx('projects').where({ name }).delete();
      changed = true;
    }
    return (await mirrorMembers(tx, groups)) || changed;
  });
}

async function mirrorMembers(
  tx: Knex,
  groups: readonly CatalogProject[],
): Promise<boolean> {
  const rows = await tx<ProjectMemberRow>('project_members').where({
    source: 'catalog',
  });
  const before = new Map(rows.map(row => [keyOf(row), row]));
  const wanted = groups.flatMap(({ name, members }) =>
    members.map(({ member, role }) => ({ project: name, member, role })),
  );
  const kept = new Set(wanted.map(keyOf));
  const gone = rows.filter(row => !kept.has(keyOf(row)));
  const fresh = wanted.filter(row => before.get(keyOf(row))?.role !== row.role);
  for (const { project, member } of gone) {
    await tx('project_members')
      .where({ project, member, source: 'catalog' })
      .delete();
  }
  for (const row of fresh) {
    await tx<ProjectMemberRow>('project_members')
      .insert({ ...row, source: 'catalog', added_by: null, added_at: null })
      .onConflict(['project', 'member', 'source'])
      .merge(['role']);
  }
  return gone.length + fresh.length > 0;
}

async function ownsWork(tx: Knex, project: string): Promise<boolean> {
  const [pipeline, run] = await Promise.all([
    tx('pipelines').where({ project }).first('id'),
    tx('runs').where({ project }).first('id'),
  ]);
  return pipeline !== undefined || run !== undefined;
}

/** What the catalog says; the quota is the portal's. */
function rowOf(group: CatalogProject): Omit<ProjectRow, 'quota'> {
  return {
    name: group.name,
    title: group.title,
    description: group.description,
    source: 'catalog',
    entity_ref: group.entityRef,
    source_url: group.sourceUrl,
    created_by: null,
    created_at: null,
    expand: JSON.stringify(group.expand),
    gone_at: null,
  };
}

function isSame(a: ProjectRow, b: Omit<ProjectRow, 'quota'>): boolean {
  return (
    [
      'title',
      'description',
      'entity_ref',
      'source_url',
      'expand',
      'gone_at',
    ] as const
  ).every(key => a[key] === b[key]);
}

function keyOf({ project, member }: { project: string; member: string }) {
  return `${project} ${member}`;
}
