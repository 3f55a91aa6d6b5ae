import type { OwnedObject } from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';

/** Finds to whom objects belong, as the permission framework asks for them: by their ids, in that order. */
export function findOwners(
  db: Knex,
  table: string,
  columns: { id: string; project: string },
): (ids: readonly string[]) => Promise<Array<OwnedObject | undefined>> {
  return async ids => {
    const rows = await db(table)
      .whereIn(columns.id, [...ids])
      .select<Array<OwnedObject & { id: string }>>({
        ...columns,
        createdBy: 'created_by',
      });
    const byId = new Map(rows.map(row => [row.id, row]));
    return ids.map(id => {
      const row = byId.get(id);
      return row && { project: row.project, createdBy: row.createdBy };
    });
  };
}
