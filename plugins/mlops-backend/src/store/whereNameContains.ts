import type { Knex } from 'knex';

/** Keeps rows whose name or title contains a text, in capitals or not. */
export function whereNameContains(
  query: Knex.QueryBuilder,
  search: string,
): void {
  const like = likeText(search);
  query.whereRaw(
    "(lower(name) like ? escape '\\' or lower(title) like ? escape '\\')",
    [like, like],
  );
}

/** Keeps rows whose column contains a text, in capitals or not. */
export function whereContains(
  query: Knex.QueryBuilder,
  column: string,
  search: string,
): void {
  query.whereRaw("lower(??) like ? escape '\\'", [column, likeText(search)]);
}

function likeText(search: string): string {
  return `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
