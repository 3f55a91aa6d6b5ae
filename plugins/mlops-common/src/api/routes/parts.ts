import { z } from 'zod';
import { idSchema } from '../schemas';

export const byId = z.object({ id: idSchema });

export const byTask = z.object({
  id: idSchema,
  task: z.string().min(1).max(63),
});

export const attemptQuery = z.object({
  /** Counts from 1; absent is the latest. */
  attempt: z.coerce.number().int().min(1).optional(),
});

/** In a query, where everything is text. */
export const yesOrNo = z
  .enum(['true', 'false'])
  .transform(value => value === 'true');

/** Repeatable in the query: `?status=failed&status=running`. */
export function several<T extends z.ZodType>(item: T) {
  return z
    .union([item, z.array(item).max(50)])
    .transform(
      value => (Array.isArray(value) ? value : [value]) as z.output<T>[],
    );
}
