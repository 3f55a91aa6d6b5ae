/** A grant as a record of the audit keeps it. */
export interface ListedGrant {
  permission: string;
  scope: string;
}

export function isGrantList(value: unknown): value is ListedGrant[] {
  return (
    Array.isArray(value) &&
    value.every(
      one =>
        typeof one?.permission === 'string' && typeof one.scope === 'string',
    )
  );
}
