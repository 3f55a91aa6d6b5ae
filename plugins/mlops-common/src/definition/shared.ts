import { z } from 'zod';

/** A reference to a value in a secret; the value itself is never part of a definition or a plan. @public */
export const secretRefSchema = z.strictObject({
  secretRef: z.strictObject({
    name: z.string().min(1).max(253),
    key: z.string().min(1).max(253),
  }),
});

/** @public */
export type SecretRef = z.infer<typeof secretRefSchema>;

/**
 * Environment variables of a template, pipeline or task: lines `NAME=value` as people paste them,
 * or a mapping whose values are text or a reference to a secret.
 *
 * @public
 */
export const envSchema = z.union([
  z.string().max(65_536),
  z.record(z.string(), z.union([z.string(), secretRefSchema])),
]);

/** @public */
export type EnvDefinition = z.infer<typeof envSchema>;

/**
 * Resources in the language of `parseResources`: `cpu: 4`, `memory: 2G~4G`, `gpu: 1(V100)`.
 * Numbers are read as their text, so YAML's `cpu: 2` and `cpu: '2'` mean the same.
 *
 * @public
 */
export const resourcesSchema = z.strictObject({
  cpu: quantity('0.5 or 500m').optional(),
  memory: quantity('4G, 512M, 2Gi or 2G~4G').optional(),
  gpu: quantity('0, 1 or 1(V100)').optional(),
});

/** @public */
export type ResourcesDefinition = z.infer<typeof resourcesSchema>;

/** A JSON Schema of `type: object`, the form language of Backstage Software Templates. @public */
export const parametersSchemaSchema = z.record(z.string(), z.unknown());

/** How often a failed task is tried again, and how long to wait between tries. @public */
export const retrySchema = z.strictObject({
  /** Tries after the first one. */
  limit: z.int().min(0).max(100),
  /** Seconds before the first retry; doubles with each, up to 5 minutes. */
  backoffSeconds: z.number().min(0).max(3600).default(0),
});

/** @public */
export type RetryPolicy = z.infer<typeof retrySchema>;

/** Seconds, at least one, at most 30 days. @public */
export const timeoutSchema = z
  .int()
  .min(1)
  .max(30 * 24 * 3600);

function quantity(example: string) {
  return z
    .union([z.string().max(64), z.number().transform(String)])
    .describe(`for example ${example}`);
}
