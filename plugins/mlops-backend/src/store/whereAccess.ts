import type { Knex } from 'knex';
import type { Access, Condition } from '@mlops/plugin-mlops-common';

/** Columns of a table that say to whom a row belongs. */
export interface OwnerColumns {
  project: string;
  /** Absent: nobody made such rows. */
  createdBy?: string;
}

/**
 * Keeps the rows on which something may be done: `meets` of the common package in SQL. A value that is not
 * there is no member of anything, also below `not`.
 */
export function whereAccess(
  query: Knex.QueryBuilder,
  access: Access,
  columns: OwnerColumns,
): void {
  if (access === true) return;
  if ('allOf' in access) {
    for (const one of access.allOf) query.where(nested(one, columns));
  } else if ('anyOf' in access) {
    query.where(any => {
      any.whereRaw('1 = 0');
      for (const one of access.anyOf) any.orWhere(nested(one, columns));
    });
  } else if ('not' in access) {
    query.whereNot(nested(access.not, columns));
  } else {
    whereCondition(query, access, columns);
  }
}

/** Criteria that say nothing keep every row, which an empty group in SQL would not. */
function nested(access: Access, columns: OwnerColumns) {
  return (query: Knex.QueryBuilder) => {
    query.whereRaw('1 = 1');
    whereAccess(query, access, columns);
  };
}

function whereCondition(
  query: Knex.QueryBuilder,
  condition: Condition,
  columns: OwnerColumns,
): void {
  const [column, values] =
    condition.rule === 'IS_OWNER'
      ? [columns.createdBy, condition.params.owners]
      : [columns.project, condition.params.projects];
  if (column === undefined) query.whereRaw('1 = 0');
  else query.whereNotNull(column).whereIn(column, values);
}
