import type { Knex } from 'knex';
import type { CompileProject, Project } from '@mlops/plugin-mlops-common';

/** A project group with what it says about placement. */
export interface StoredProject extends CompileProject {
  title: string;
  description: string | null;
  source: Project['source'];
  entityRef: string;
}

interface ProjectRow {
  name: string;
  title: string;
  description: string | null;
  source: Project['source'];
  entity_ref: string;
  volume_mount: string | null;
  cluster: string | null;
  namespace: string | null;
  org: string | null;
}

export async function listProjects(db: Knex): Promise<StoredProject[]> {
  const rows = await db<ProjectRow>('projects').orderBy('name');
  return rows.map(fromRow);
}

export async function findProject(
  db: Knex,
  name: string,
): Promise<StoredProject | undefined> {
  const row = await db<ProjectRow>('projects').where({ name }).first();
  return row && fromRow(row);
}

/** Mirrors the groups of the catalog; those made in the portal are never overwritten by one of the same name. */
export async function mirrorCatalogProjects(
  db: Knex,
  projects: readonly StoredProject[],
): Promise<void> {
  await db.transaction(async tx => {
    const portal = await tx<ProjectRow>('projects')
      .where({ source: 'portal' })
      .select('name');
    const taken = new Set(portal.map(({ name }) => name));
    const own = projects.filter(({ name }) => !taken.has(name));
    for (const project of own) {
      await tx<ProjectRow>('projects')
        .insert(toRow(project))
        .onConflict('name')
        .merge();
    }
    await tx<ProjectRow>('projects')
      .where({ source: 'catalog' })
      .whereNotIn(
        'name',
        own.map(({ name }) => name),
      )
      .delete();
  });
}

function fromRow(row: ProjectRow): StoredProject {
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    source: row.source,
    entityRef: row.entity_ref,
    volumeMount: row.volume_mount,
    cluster: row.cluster,
    namespace: row.namespace,
    org: row.org,
  };
}

function toRow(project: StoredProject): ProjectRow {
  return {
    name: project.name,
    title: project.title,
    description: project.description,
    source: project.source,
    entity_ref: project.entityRef,
    volume_mount: project.volumeMount,
    cluster: project.cluster,
    namespace: project.namespace,
    org: project.org,
  };
}
