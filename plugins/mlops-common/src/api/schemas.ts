import { z } from 'zod';
import { ID_PATTERN } from '../ids';
import { STATUSES, TRIGGERS } from '../status/status';
import { templateStageSchema } from '../definition/jobTemplate';

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

/** Who asks, and what they may do here. @public */
export const meSchema = z
  .object({
    userEntityRef: z.string(),
    /** Names of the permissions of this plugin that are granted. */
    permissions: z.array(z.string()),
    /** Where work is executed and what it can do there. */
    engine: z.object({ id: z.string(), images: z.boolean() }),
  })
  .meta({ id: 'Me' });

/** @public */
export const projectSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** `catalog`: comes from Git and is read-only here. `portal`: made here. */
    source: z.enum(['catalog', 'portal']),
    entityRef: z.string(),
  })
  .meta({ id: 'Project' });

/** @public */
export const categorySchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** Orders the palette, ascending. */
    index: z.number(),
  })
  .meta({ id: 'Category' });

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
export const jobTemplateSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    category: z.string().nullable(),
    index: z.number(),
    source: z.enum(['catalog', 'portal']),
    /** The newest version at stage `release`. */
    latest: jobTemplateVersionSchema.nullable(),
  })
  .meta({ id: 'JobTemplate' });

/** A run as lists and little squares show it. @public */
export const runBriefSchema = z
  .object({
    id: idSchema,
    number: z.int(),
    status: statusSchema,
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'RunBrief' });

/** @public */
export const pipelineSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    project: z.string(),
    source: z.enum(['catalog', 'portal']),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    revision: z.int(),
    taskCount: z.int(),
    demo: z.boolean(),
    img: z.string().nullable(),
    /** At most ten, newest first. */
    lastRuns: z.array(runBriefSchema),
    /** Of the last ten successful runs; `null` before the first. */
    medianDurationMs: z.number().nullable(),
  })
  .meta({ id: 'Pipeline' });

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
export const pipelineDetailSchema = pipelineSchema
  .extend({
    tasks: z.array(graphTaskSchema),
    /** JSON Schema of what may be set at Run. */
    parameters: z.record(z.string(), z.unknown()),
    yaml: z.string(),
  })
  .meta({ id: 'PipelineDetail' });

/** @public */
export const outputEntrySchema = z
  .object({
    path: z.string(),
    mediaType: z.string(),
    /** Bytes. */
    size: z.number(),
  })
  .meta({ id: 'OutputEntry' });

/** The largest use that was seen during an attempt. @public */
export const usagePeakSchema = z
  .object({
    /** Cores, averaged over one sampling interval. */
    cpuCores: z.number().nullable(),
    /** Bytes. */
    memoryBytes: z.number().nullable(),
  })
  .meta({ id: 'UsagePeak' });

/** @public */
export const attemptSchema = z
  .object({
    /** Counts from 1. */
    attempt: z.int(),
    status: statusSchema,
    /** Why it is in this state, in words. */
    reason: z.string().nullable(),
    exitCode: z.int().nullable(),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    peak: usagePeakSchema.nullable(),
  })
  .meta({ id: 'Attempt' });

/** @public */
export const runTaskSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    template: z.string(),
    version: z.string(),
    dependsOn: z.array(z.string()),
    status: statusSchema,
    reason: z.string().nullable(),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    attempts: z.array(attemptSchema),
    /** Files of the last attempt. */
    outputs: z.array(outputEntrySchema),
    /** `outputs.json` of the last attempt. */
    values: z.record(z.string(), z.unknown()),
    /** `metrics.json` of the last attempt. */
    metrics: z.record(z.string(), z.number()),
  })
  .meta({ id: 'RunTask' });

/** A row of the list of runs. @public */
export const runSummarySchema = runBriefSchema
  .extend({
    pipeline: z.object({ id: idSchema, name: z.string(), title: z.string() }),
    project: z.string(),
    revision: z.int(),
    trigger: triggerSchema,
    createdBy: z.string().nullable(),
    reason: z.string().nullable(),
    tasksTotal: z.int(),
    tasksDone: z.int(),
    /** Of the pipeline, for the bar that compares. */
    medianDurationMs: z.number().nullable(),
  })
  .meta({ id: 'RunSummary' });

/** @public */
export const runSchema = runSummarySchema
  .extend({
    engine: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    tasks: z.array(runTaskSchema),
    /** Processes, pods and work folders were removed; record, log and outputs stay. */
    cleared: z.boolean(),
  })
  .meta({ id: 'Run' });

/** What will run or did run, without secrets: the answer of preview and of "Command & env". @public */
export const plannedTaskSchema = z
  .object({
    name: z.string(),
    runtime: z.string(),
    requirements: z.array(z.string()),
    argv: z.array(z.string()),
    workingDirectory: z.string().nullable(),
    env: z.array(
      z.object({ name: z.string(), value: z.string(), secret: z.boolean() }),
    ),
    mounts: z.array(z.string()),
    resources: z.object({
      cpu: z.string(),
      memory: z.string(),
      gpu: z.string(),
    }),
    nodeSelector: z.record(z.string(), z.string()),
    files: z.array(
      z.object({ path: z.string(), mode: z.string(), content: z.string() }),
    ),
    /** The upstream tasks whose outputs are in `$MLOPS_INPUTS`. */
    inputs: z.array(z.string()),
    timeoutSeconds: z.number().nullable(),
    retries: z.int(),
  })
  .meta({ id: 'PlannedTask' });

/** A message of the platform about a run or one of its attempts, never mixed into the log. @public */
export const platformMessageSchema = z
  .object({
    at: instantSchema,
    task: z.string().nullable(),
    attempt: z.int().nullable(),
    text: z.string(),
  })
  .meta({ id: 'PlatformMessage' });

/** One sample of the use of an attempt. @public */
export const usageSampleSchema = z
  .object({
    at: instantSchema,
    cpuCores: z.number(),
    memoryBytes: z.number(),
  })
  .meta({ id: 'UsageSample' });

/** A process or pod that belongs to a run. @public */
export const engineObjectSchema = z
  .object({
    kind: z.string(),
    name: z.string(),
    task: z.string().nullable(),
    attempt: z.int().nullable(),
    status: statusSchema,
    reason: z.string().nullable(),
  })
  .meta({ id: 'EngineObject' });

/** @public */
export type Me = z.infer<typeof meSchema>;
/** @public */
export type Project = z.infer<typeof projectSchema>;
/** @public */
export type Category = z.infer<typeof categorySchema>;
/** @public */
export type JobTemplate = z.infer<typeof jobTemplateSchema>;
/** @public */
export type JobTemplateVersion = z.infer<typeof jobTemplateVersionSchema>;
/** @public */
export type RunBrief = z.infer<typeof runBriefSchema>;
/** @public */
export type Pipeline = z.infer<typeof pipelineSchema>;
/** @public */
export type PipelineDetail = z.infer<typeof pipelineDetailSchema>;
/** @public */
export type Revision = z.infer<typeof revisionSchema>;
/** @public */
export type GraphTask = z.infer<typeof graphTaskSchema>;
/** @public */
export type OutputEntry = z.infer<typeof outputEntrySchema>;
/** @public */
export type UsagePeak = z.infer<typeof usagePeakSchema>;
/** @public */
export type UsageSample = z.infer<typeof usageSampleSchema>;
/** @public */
export type Attempt = z.infer<typeof attemptSchema>;
/** @public */
export type RunTask = z.infer<typeof runTaskSchema>;
/** @public */
export type RunSummary = z.infer<typeof runSummarySchema>;
/** @public */
export type Run = z.infer<typeof runSchema>;
/** @public */
export type PlannedTask = z.infer<typeof plannedTaskSchema>;
/** @public */
export type PlatformMessage = z.infer<typeof platformMessageSchema>;
/** @public */
export type EngineObject = z.infer<typeof engineObjectSchema>;
