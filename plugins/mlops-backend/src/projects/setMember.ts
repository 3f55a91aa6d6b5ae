import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ProjectRole } from '@mlops/plugin-mlops-common';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import type { ProjectMemberRow } from '../store/projectMembers';
import type { ProjectRow } from '../store/projects';
import { refuseNoCreator } from './refuseNoCreator';

/**
 * Adds a member or gives one another role. Whoever had asked to join has their answer with it.
 *
 * @returns whether they had asked
 */
export async function setMember(
  db: Knex,
  project: ProjectRow,
  { member, role }: { member: string; role: ProjectRole },
  { actor, now }: Change,
): Promise<boolean> {
  return db.transaction(async tx => {
    // The group is locked, so that of two creators who remove each other one stays.
    await tx<ProjectRow>('projects')
      .where({ name: project.name })
      .forUpdate()
      .first('name');
    const key = { project: project.name, member, source: 'portal' as const };
    const fromCatalog = await tx<ProjectMemberRow>('project_members')
      .where({ ...key, source: 'catalog' })
      .first();
    const before = await tx<ProjectMemberRow>('project_members')
      .where(key)
      .forUpdate()
      .first();
    if (fromCatalog && fromCatalog.role === role && !before) {
      throw new ConflictError(
        `"${member}" is a member with the role "${role}" already, as the definition of the group says`,
      );
    }
    const answered = await tx('project_requests')
      .where({ project: project.name, member })
      .delete();
    if (before?.role === role) return answered > 0;
    await tx<ProjectMemberRow>('project_members')
      .insert({ ...key, role, added_by: actor, added_at: now })
      .onConflict(['project', 'member', 'source'])
      .merge(['role']);
    if (before?.role === 'creator') await refuseNoCreator(tx, project, member);
    await recordAudit(tx, {
      actor,
      action: before ? 'member-changed' : 'member-added',
      subject: { kind: 'project', name: project.name },
      before: before ? { member, role: before.role } : null,
      after: { member, role },
      now,
    });
    return answered > 0;
  });
}
