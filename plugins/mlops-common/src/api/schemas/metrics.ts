import { z } from 'zod';
import { runBriefSchema } from './runs';

/** What one task of one run measured: the `metrics.json` of its last attempt. @public */
export const measuredTaskSchema = z
  .object({
    run: runBriefSchema,
    task: z.string(),
    metrics: z.record(z.string(), z.number()),
  })
  .meta({ id: 'MeasuredTask' });

/** @public */
export type MeasuredTask = z.infer<typeof measuredTaskSchema>;
