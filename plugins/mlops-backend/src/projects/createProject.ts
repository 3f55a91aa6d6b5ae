import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import type { ProjectMemberRow } from '../store/projectMembers';
import type { ProjectRow } from '../store/projects';

/** Makes a project group; whoever makes it becomes its creator. */
export async function createProject(
  db: Knex,
  wanted: Pick<ProjectRow, 'name' | 'title' | 'description'>,
  { actor, now }: Change,
): Promise<void> {
  const { name, title, description } = wanted;
  await db.transaction(async tx => {
    const inserted = await tx<ProjectRow>('projects')
      .insert({
        name,
        title,
        description,
        source: 'portal',
        entity_ref: `group:default/${name}`,
        created_by: actor,
        created_at: now,
        expand: '{}',
        quota: null,
        gone_at: null,
      })
      .onConflict('name')
      .ignore()
      .returning('name');
    if (inserted.length === 0) {
      throw new ConflictError(
        `There is a project group "${name}" already; choose another name or ask to join that one`,
      );
    }
    await tx<ProjectMemberRow>('project_members').insert({
      project: name,
      member: actor,
      source: 'portal',
      role: 'creator',
      added_by: actor,
      added_at: now,
    });
    await recordAudit(tx, {
      actor,
      action: 'project-created',
      subject: { kind: 'project', name },
      before: null,
      after: {
        title,
        description,
        members: [{ member: actor, role: 'creator' }],
      },
      now,
    });
  });
}
