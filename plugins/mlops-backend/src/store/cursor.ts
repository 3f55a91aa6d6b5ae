import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const keySchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .max(3);
const cursorSchema = z.tuple([z.string(), keySchema]);

/** The sort key of the last row of a page; the next page starts behind it. */
export type CursorKey = z.infer<typeof keySchema>;

/**
 * Writes a cursor. It carries a fingerprint of the question, since a place in one list means nothing in
 * another.
 */
function encodeCursor(question: unknown, key: CursorKey): string {
  return Buffer.from(JSON.stringify([fingerprint(question), key])).toString(
    'base64url',
  );
}

/** @throws InputError when the cursor was not made for this question. */
export function decodeCursor(
  question: unknown,
  cursor: string | undefined,
): CursorKey | undefined {
  if (cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(parseJson(cursor));
  if (!parsed.success || parsed.data[0] !== fingerprint(question)) {
    throw new InputError(
      'The cursor does not belong to this list: ask for the first page again, with the same filter and order',
    );
  }
  return parsed.data[1];
}

/** A page out of `limit + 1` rows. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  question: unknown,
  keyOf: (row: T) => CursorKey,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: more ? encodeCursor(question, keyOf(last)) : null,
  };
}

function fingerprint(question: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(question))
    .digest('base64url')
    .slice(0, 12);
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
