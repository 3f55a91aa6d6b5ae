import { z } from 'zod';
import type { RunPlan } from '@mlops/plugin-mlops-common';

/** `run.json`: the plan as it was taken. Only this engine writes it, so the plan is not checked again. */
export interface TakenRun {
  uid: string;
  takenAt: number;
  plan: RunPlan;
}

/** `ending.json`: the run is to end before its time. */
export const endingSchema = z.object({
  status: z.enum(['stopped', 'failed']),
  reason: z.string(),
  at: z.number(),
});
export type Ending = z.infer<typeof endingSchema>;

/** `claim.json`: the process that executes an attempt. */
export const claimSchema = z.object({ pid: z.number(), startTime: z.string() });
export type Claim = z.infer<typeof claimSchema>;

/** `end.json`: how the process of an attempt ended; times in milliseconds since 1970. */
export const endSchema = z.object({
  kind: z.enum(['exited', 'stopped', 'timed out', 'failed']),
  exitCode: z.number().nullable(),
  problem: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number(),
  peakBytes: z.number().nullable(),
});
export type End = z.infer<typeof endSchema>;
