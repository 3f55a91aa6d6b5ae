import type { Knex } from 'knex';
import { ADMIN_ROLE, runReadPermission } from '@mlops/plugin-mlops-common';
import { liveMembers } from '../store/projectMembers';
import type { RunRow } from '../store/runs';

/** Entity refs of those who hear of a run: who made it, members of its project group, and who may read all runs. */
export async function readersOf(
  db: Knex,
  run: Pick<RunRow, 'created_by' | 'project'>,
): Promise<string[]> {
  const [members, readersOfAll] = await Promise.all([
    liveMembers(db).where({ project: run.project }).pluck('member'),
    db('role_members')
      .where('role', ADMIN_ROLE)
      .orWhereIn(
        'role',
        db('role_grants')
          .where({ permission: runReadPermission.name, scope: 'all' })
          .select('role'),
      )
      .pluck('member'),
  ]);
  const refs: string[] = [...members, ...readersOfAll];
  if (run.created_by !== null) refs.push(run.created_by);
  // Scripts hear no signals.
  return [...new Set(refs)].filter(ref => /^(user|group):/.test(ref));
}
