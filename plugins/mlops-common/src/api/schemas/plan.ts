import { z } from 'zod';

/** What will run or did run, without secrets: the answer of preview and of "Command & env". @public */
export const plannedTaskSchema = z
  .object({
    name: z.string(),
    runtime: z.string(),
    /** Its container may do on the machine what root may. */
    privileged: z.boolean(),
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

/** @public */
export type PlannedTask = z.infer<typeof plannedTaskSchema>;
