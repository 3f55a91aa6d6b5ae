import { z } from 'zod';
import { instantSchema } from './shared';

const count = z.int().min(0);

/** Where lines begin, about every 64 KiB; `LineIndex` reads it and goes on from it. @public */
export const logIndexSchema = z
  .object({
    /** Bytes of the log when it was looked at. */
    size: count,
    /** Line feeds among them. */
    breaks: count,
    /** Bytes before the last line. */
    lineStart: count,
    marks: z.array(
      z.object({
        /** Lines before the mark. */
        line: count,
        /** Bytes before the mark. */
        offset: count,
      }),
    ),
  })
  .meta({ id: 'LogIndex' });

/** @public */
export type LogIndex = z.infer<typeof logIndexSchema>;

/** When the bytes from `offset` on were written, up to the next of its kind. @public */
export const logTimeSchema = z
  .object({ offset: count, at: instantSchema })
  .meta({ id: 'LogTime' });

/** @public */
export type LogTime = z.infer<typeof logTimeSchema>;

/** A line of a log. @public */
export const logLineSchema = z
  .object({
    /** Counts from 1. */
    line: z.int().min(1),
    /** Bytes before it. */
    offset: count,
  })
  .meta({ id: 'LogLine' });

/** @public */
export type LogLine = z.infer<typeof logLineSchema>;

/**
 * What a search answers, one JSON text a line as it goes: lines in which something was found, how far it
 * is, and at the end whether all was searched.
 *
 * @public
 */
export const logSearchEventSchema = z.discriminatedUnion('type', [
  logLineSchema.extend({
    type: z.literal('line'),
    /** Occurrences in this line. */
    hits: z.int().min(1),
  }),
  z.object({
    type: z.literal('progress'),
    /** Bytes that were searched. */
    to: count,
  }),
  z.object({
    type: z.literal('end'),
    /** Where a later search goes on: the begin of the last line that was looked at. */
    to: count,
    /** False when the search ended at its limit of lines. */
    complete: z.boolean(),
  }),
]);

/** @public */
export type LogSearchEvent = z.infer<typeof logSearchEventSchema>;
