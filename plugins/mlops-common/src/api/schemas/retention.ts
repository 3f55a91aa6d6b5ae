import { z } from 'zod';
import { idSchema, instantSchema } from './shared';

/** @public */
export const REMOVABLE = ['run', 'logs', 'outputs', 'environment'] as const;

/** Something that retention removed, or would remove. @public */
export const retentionRemovalSchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    what: z.enum(REMOVABLE),
    /** Id of the run, or name of the environment. */
    subject: z.string(),
    /** For people: pipeline and number of the run, packages of the environment. */
    title: z.string(),
    project: z.string().nullable(),
    bytes: z.number(),
    /** Why, in words. */
    reason: z.string(),
    /** Nothing was removed: the configuration asks for a dry run. */
    dryRun: z.boolean(),
  })
  .meta({ id: 'RetentionRemoval' });

/** @public */
export type RetentionRemoval = z.infer<typeof retentionRemovalSchema>;
