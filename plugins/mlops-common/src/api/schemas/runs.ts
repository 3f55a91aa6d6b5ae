import { z } from 'zod';
import { idSchema, instantSchema, statusSchema, triggerSchema } from './shared';
import { runTaskSchema } from './tasks';

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
export type RunBrief = z.infer<typeof runBriefSchema>;

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
export type RunSummary = z.infer<typeof runSummarySchema>;

/** @public */
export const runSchema = runSummarySchema
  .extend({
    engine: z.string(),
    /** Terminals can be opened beside its tasks while they run. */
    hasTerminals: z.boolean(),
    /** The run that this one repeats; it may be gone by now. */
    rerunOf: z.object({ id: idSchema, number: z.int() }).nullable(),
    parameters: z.record(z.string(), z.unknown()),
    tasks: z.array(runTaskSchema),
    /** Processes, pods and work folders were removed; record, log and outputs stay. */
    cleared: z.boolean(),
    /** When retention removed the logs of its tasks; the rest of the run stays. */
    logsRemovedAt: instantSchema.nullable(),
    /** When retention removed the files that its tasks left. */
    outputsRemovedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Run' });

/** @public */
export type Run = z.infer<typeof runSchema>;

/** A message of the platform about a run or one of its attempts, never mixed into the log. @public */
export const platformMessageSchema = z
  .object({
    at: instantSchema,
    task: z.string().nullable(),
    attempt: z.int().nullable(),
    text: z.string(),
  })
  .meta({ id: 'PlatformMessage' });

/** @public */
export type PlatformMessage = z.infer<typeof platformMessageSchema>;

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
export type EngineObject = z.infer<typeof engineObjectSchema>;
