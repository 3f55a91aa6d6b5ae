import { z } from 'zod';
import { templateStageSchema } from '../../definition/jobTemplate';
import { idSchema, instantSchema } from './shared';
import { sourceFileSchema } from './sourceFile';

/** @public */
export const jobTemplateVersionSchema = z
  .object({
    version: z.string(),
    stage: templateStageSchema,
    digest: z.string(),
    createdAt: instantSchema,
    parameters: z.record(z.string(), z.unknown()),
    image: z.string().nullable(),
    /** Whether it runs on the embedded engine. */
    local: z.boolean(),
    helpUrl: z.string().nullable(),
  })
  .meta({ id: 'JobTemplateVersion' });

/** @public */
export type JobTemplateVersion = z.infer<typeof jobTemplateVersionSchema>;

/** @public */
export const jobTemplateSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    category: z.string().nullable(),
    index: z.number(),
    source: z.enum(['catalog', 'portal']),
    /** `null` for what was made in the portal. */
    sourceFile: sourceFileSchema.nullable(),
    /** The newest version at stage `release`. */
    latest: jobTemplateVersionSchema.nullable(),
  })
  .meta({ id: 'JobTemplate' });

/** @public */
export type JobTemplate = z.infer<typeof jobTemplateSchema>;
