import { z } from 'zod';
import { nameSchema, versionSchema } from './names';
import {
  envSchema,
  parametersSchemaSchema,
  resourcesSchema,
  retrySchema,
  timeoutSchema,
} from './shared';

/** One node of the graph. @public */
export const taskSchema = z.strictObject({
  name: nameSchema,
  title: z.string().max(200).optional(),
  /** Name of the job template. */
  template: nameSchema,
  /** The version of it that this task was made with. */
  version: versionSchema,
  /** Names of the tasks whose success this one waits for. */
  dependsOn: z.array(nameSchema).max(1000).default([]),
  /** Values for the template's parameters; text may hold `{{ … }}`. */
  parameters: z.record(z.string(), z.unknown()).default({}),
  env: envSchema.default({}),
  mounts: z.string().max(4096).default(''),
  resources: resourcesSchema.default({}),
  workingDirectory: z.string().min(1).max(1024).optional(),
  command: z.array(z.string()).min(1).optional(),
  retry: retrySchema.optional(),
  timeoutSeconds: timeoutSchema.optional(),
  /** A skipped task counts as done for those that wait for it. */
  skip: z.boolean().default(false),
});

/** @public */
export type TaskDefinition = z.infer<typeof taskSchema>;

/**
 * The most tasks of a pipeline: twice what pages and engines are measured with. More are refused before
 * they are looked at one by one.
 */
const MOST_TASKS = 2000;

/** @public */
export const pipelineSpecSchema = z.strictObject({
  /** Name of the project group that owns the pipeline. */
  project: nameSchema,
  tasks: z.array(taskSchema).min(1).max(MOST_TASKS),
  env: envSchema.default({}),
  /** JSON Schema of what may be set at Run; the values are `{{ params.<name> }}`. */
  parameters: parametersSchemaSchema.default({ type: 'object' }),
  /** How many tasks of one run may execute at the same time; absent means as many as the engine lets. */
  parallelism: z.int().min(1).max(1000).optional(),
  /** For tasks that set none themselves. */
  retry: retrySchema.optional(),
  /** For the run as a whole. */
  timeoutSeconds: timeoutSchema.optional(),
  expand: z
    .looseObject({
      /** `"true"` shows the pipeline as a card on the home page. */
      demo: z.enum(['true', 'false']).optional(),
      /** Picture of the card: a path below the portal's own address or an https address. */
      img: z.string().max(2048).optional(),
    })
    .default({}),
});

/** @public */
export type PipelineSpec = z.infer<typeof pipelineSpecSchema>;

/** The file format of a pipeline. @public */
export const pipelineDocumentSchema = z.strictObject({
  apiVersion: z.literal('mlops/v1'),
  kind: z.literal('Pipeline'),
  metadata: z.strictObject({
    name: nameSchema,
    title: z.string().max(200).optional(),
    description: z.string().max(2000).optional(),
  }),
  spec: pipelineSpecSchema,
});

/** @public */
export type PipelineDocument = z.infer<typeof pipelineDocumentSchema>;
