import type { Knex } from 'knex';
import { nodeLabelChanges, type NodeRoles } from '@mlops/plugin-mlops-common';
import type { ClusterAdmin, NodeRef } from '@mlops/plugin-mlops-node';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';

/** What the record of changes holds of a name. */
const LONGEST_SUBJECT = 255;

/** Changes the roles of a machine, and writes down who did it. */
export async function changeNodeRoles(
  db: Knex,
  admin: ClusterAdmin,
  ref: NodeRef,
  { roles, seen }: { roles: NodeRoles; seen: NodeRoles },
  { actor, now }: Change,
): Promise<void> {
  await admin.setRoles(ref, roles, seen);
  const changes = nodeLabelChanges(seen, roles);
  if (changes.length === 0) return;
  await recordAudit(db, {
    actor,
    action: 'node-roles-changed',
    subject: {
      kind: 'node',
      name: `${ref.cluster}/${ref.name}`.slice(0, LONGEST_SUBJECT),
    },
    before: labelsOf(changes, 'before'),
    after: labelsOf(changes, 'after'),
    now,
  });
}

/** Labels as they are written on a command line, those that stayed left out. */
function labelsOf(
  changes: ReturnType<typeof nodeLabelChanges>,
  side: 'before' | 'after',
): { labels: string[] } {
  const labels = changes.flatMap(change =>
    change[side] === null ? [] : `${change.label}=${change[side]}`,
  );
  return { labels };
}
