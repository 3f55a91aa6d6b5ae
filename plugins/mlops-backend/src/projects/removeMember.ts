import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import type { ProjectMemberRow } from '../store/projectMembers';
import type { ProjectRow } from '../store/projects';
import { refuseNoCreator } from './refuseNoCreator';

/** Ends a membership that was given here; it counts no more at the next request. */
export async function removeMember(
  db: Knex,
  project: ProjectRow,
  member: string,
  { actor, now }: Change,
): Promise<void> {
  await db.transaction(async tx => {
    // The group is locked, so that of two creators who remove each other one stays.
    await tx<ProjectRow>('projects')
      .where({ name: project.name })
      .forUpdate()
      .first('name');
    const rows = await tx<ProjectMemberRow>('project_members')
      .where({ project: project.name, member })
      .forUpdate();
    const own = rows.find(({ source }) => source === 'portal');
    if (rows.length === 0) {
      throw new NotFoundError(`"${member}" is no member of "${project.title}"`);
    }
    if (!own) {
      throw new NotAllowedError(
        `"${member}" is a member of "${project.title}" since its definition says so; change it there`,
      );
    }
    await tx('project_members')
      .where({ project: project.name, member, source: 'portal' })
      .delete();
    if (own.role === 'creator') await refuseNoCreator(tx, project, member);
    await recordAudit(tx, {
      actor,
      action: 'member-removed',
      subject: { kind: 'project', name: project.name },
      before: { member, role: own.role },
      after: null,
      now,
    });
  });
}
