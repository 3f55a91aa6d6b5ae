import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ProjectRow } from '../store/projects';

/**
 * Keeps at least one creator of a group that somebody made here, since nobody else could let others in.
 *
 * @throws ConflictError that undoes the transaction
 */
export async function refuseNoCreator(
  tx: Knex,
  { name, title, created_by: madeBy }: ProjectRow,
  last: string,
): Promise<void> {
  if (madeBy === null) return;
  const another = await tx('project_members')
    .where({ project: name, role: 'creator' })
    .first('member');
  if (another) return;
  throw new ConflictError(
    `"${last}" is the last creator of "${title}"; make somebody else one first`,
  );
}
