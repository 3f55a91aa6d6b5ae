import type { Knex } from 'knex';
import type { RemovalRow } from '../store/removals';
import type { RunRow } from '../store/runs';
import type { Removal } from './decideRetention';

/** A removal in the words of its record. */
export async function removalRow(
  db: Knex,
  removal: Removal,
): Promise<
  Pick<
    RemovalRow,
    'what' | 'subject' | 'title' | 'project' | 'bytes' | 'reason'
  >
> {
  const { what, bytes, reason } = removal;
  if (removal.what === 'environment') {
    const { id, title } = removal.cache;
    // A title may name a hundred packages.
    const short = title.slice(0, 255);
    return { what, subject: id, title: short, project: null, bytes, reason };
  }
  const run = await db<RunRow>('runs')
    .where({ id: removal.run.id })
    .first('pipeline_name', 'number', 'project');
  return {
    what,
    subject: removal.run.id,
    title: run ? `${run.pipeline_name} #${run.number}` : removal.run.id,
    project: run?.project ?? null,
    bytes,
    reason,
  };
}
