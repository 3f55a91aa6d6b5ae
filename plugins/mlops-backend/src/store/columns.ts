/** PostgreSQL gives 64-bit integers as text, SQLite as numbers. */
export type BigIntColumn = number | string;

/** A `bigint` column as milliseconds since 1970. */
export function instant(column: BigIntColumn): number;
export function instant(column: BigIntColumn | null): number | null;
export function instant(column: BigIntColumn | null): number | null {
  return column === null ? null : Number(column);
}

/** Milliseconds since 1970 as the wire has them. */
export function iso(milliseconds: number): string;
export function iso(milliseconds: number | null): string | null;
export function iso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
