import { z } from 'zod';
import { ID_PATTERN } from '../../ids';
import { STATUSES, TRIGGERS } from '../../status/status';

/** Lower-case ULID. @public */
export const idSchema = z
  .string()
  .regex(ID_PATTERN, 'must be an id: 26 lower-case letters and digits');

/** ISO 8601 in UTC with milliseconds. @public */
export const instantSchema = z.iso.datetime();

/** @public */
export const statusSchema = z.enum(STATUSES).meta({ id: 'Status' });

/** @public */
export const triggerSchema = z.enum(TRIGGERS).meta({ id: 'Trigger' });

/** @public */
export const problemSchema = z
  .object({
    path: z.array(z.union([z.string(), z.number()])),
    message: z.string(),
    position: z.object({ line: z.number(), column: z.number() }).optional(),
  })
  .meta({ id: 'Problem' });

/** The error body of every route, Backstage's shape. @public */
export const errorSchema = z
  .object({
    error: z.object({
      name: z.string(),
      message: z.string(),
      /** Set where a definition was refused. */
      problems: z.array(problemSchema).optional(),
    }),
    response: z.object({ statusCode: z.int() }),
  })
  .meta({ id: 'Error' });

/** Paging of every list; the cursor is opaque and belongs to the same filter and order. @public */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1024).optional(),
});

/** @public */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
