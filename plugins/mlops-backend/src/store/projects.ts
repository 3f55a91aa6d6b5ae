import type { Knex } from 'knex';
import type { CompileProject, Project } from '@mlops/plugin-mlops-common';

/** A project group with what it says about placement. */
export interface StoredProject extends CompileProject {
  title: string;
  description: string | null;
  source: Project['source'];
  entityRef: string;
  createdBy: string | null;
}

interface ProjectRow {
  name: string;
  title: string;
  description: string | null;
  source: Project['source'];
  entity_ref: string;
  created_by: string | null;
  expand: string;
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
  const expand = JSON.parse(row.expand);
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    source: row.source,
    entityRef: row.entity_ref,
    createdBy: row.created_by,
    volumeMount: expand.volume_mount ?? null,
    cluster: expand.cluster ?? null,
    namespace: expand.namespace ?? null,
    org: expand.org ?? null,
  };
}

function toRow(project: StoredProject): ProjectRow {
  return {
    name: project.name,
    title: project.title,
    description: project.description,
    source: project.source,
    entity_ref: project.entityRef,
    created_by: project.createdBy,
    expand: JSON.stringify({
      volume_mount: project.volumeMount ?? undefined,
      cluster: project.cluster ?? undefined,
      namespace: project.namespace ?? undefined,
      org: project.org ?? undefined,
    }),
  };
}
