import { z } from 'zod';
import { instantSchema, statusSchema } from './shared';

/** @public */
export const outputEntrySchema = z
  .object({
    path: z.string(),
    mediaType: z.string(),
    /** Bytes. */
    size: z.number(),
  })
  .meta({ id: 'OutputEntry' });

/** @public */
export type OutputEntry = z.infer<typeof outputEntrySchema>;

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
export type UsagePeak = z.infer<typeof usagePeakSchema>;

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
export type Attempt = z.infer<typeof attemptSchema>;

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

/** @public */
export type RunTask = z.infer<typeof runTaskSchema>;

/** One sample of the use of an attempt. @public */
export const usageSampleSchema = z
  .object({
    at: instantSchema,
    cpuCores: z.number(),
    memoryBytes: z.number(),
  })
  .meta({ id: 'UsageSample' });

/** @public */
export type UsageSample = z.infer<typeof usageSampleSchema>;
