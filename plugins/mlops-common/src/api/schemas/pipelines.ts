import { z } from 'zod';
import { runBriefSchema } from './runs';
import { idSchema, instantSchema } from './shared';
import { sourceFileSchema } from './sourceFile';

/** @public */
export const pipelineSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    project: z.string(),
    source: z.enum(['catalog', 'portal']),
    /** `null` for what was made in the portal. */
    sourceFile: sourceFileSchema.nullable(),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    revision: z.int(),
    taskCount: z.int(),
    /** Names of the job templates that it uses, each once, in their order. */
    templates: z.array(z.string()),
    demo: z.boolean(),
    img: z.string().nullable(),
    /** At most ten, newest first. */
    lastRuns: z.array(runBriefSchema),
    /** Of the last ten successful runs; `null` before the first. */
    medianDurationMs: z.number().nullable(),
  })
  .meta({ id: 'Pipeline' });

/** @public */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** @public */
export const revisionSchema = z
  .object({
    revision: z.int(),
    createdAt: instantSchema,
    createdBy: z.string().nullable(),
    digest: z.string(),
    /** The pipeline as a YAML document of the file format. */
    yaml: z.string(),
  })
  .meta({ id: 'Revision' });

/** @public */
export type Revision = z.infer<typeof revisionSchema>;

/** A node of the read-only graph. @public */
export const graphTaskSchema = z.object({
  name: z.string(),
  title: z.string(),
  template: z.string(),
  version: z.string(),
  dependsOn: z.array(z.string()),
  skip: z.boolean(),
  resources: z.object({ cpu: z.string(), memory: z.string(), gpu: z.string() }),
});

/** @public */
export type GraphTask = z.infer<typeof graphTaskSchema>;

/** @public */
export const pipelineDetailSchema = pipelineSchema
  .extend({
    tasks: z.array(graphTaskSchema),
    /** JSON Schema of what may be set at Run. */
    parameters: z.record(z.string(), z.unknown()),
    yaml: z.string(),
  })
  .meta({ id: 'PipelineDetail' });

/** @public */
export type PipelineDetail = z.infer<typeof pipelineDetailSchema>;
