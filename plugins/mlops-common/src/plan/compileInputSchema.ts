import { z } from 'zod';
import { nameSchema } from '../definition/names';
import { pipelineSpecSchema } from '../definition/pipeline';
import { resourcesSchema } from '../definition/shared';
import { templateStageSchema } from '../definition/jobTemplate';
import { ID_PATTERN, type RunId } from '../ids';
import { isLabelValue, isNamespaceName } from '../language/kubernetesNames';
import { quotaSchema } from '../quota/Quota';
import { TRIGGERS } from '../status/status';

/**
 * What `compile` takes. It is checked although its type says the same, because definitions come out of a
 * database that an older version may have written. A template's own `spec` is checked when a task uses it.
 */
export const compileInputSchema = z.object({
  pipeline: z.object({
    id: z.string(),
    name: nameSchema,
    title: z.string(),
    revision: z.number(),
    spec: pipelineSpecSchema,
  }),
  templates: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      stage: templateStageSchema,
      digest: z.string(),
      archived: z.boolean().optional(),
      spec: z.unknown(),
    }),
  ),
  project: z.object({
    name: nameSchema,
    volumeMount: z.string().nullable(),
    cluster: z.string().nullable(),
    namespace: z
      .string()
      .refine(isNamespaceName, 'must be the name of a namespace')
      .nullable(),
    org: z
      .string()
      .min(1)
      .refine(isLabelValue, 'must be the value of a label')
      .nullable(),
    quota: quotaSchema.optional(),
  }),
  run: z.object({
    id: z.custom<RunId>(
      value => typeof value === 'string' && ID_PATTERN.test(value),
      'must be an id: 26 lower-case letters and digits',
    ),
    number: z.number(),
    trigger: z.enum(TRIGGERS),
    createdBy: z.string().nullable(),
    createdAt: z.string(),
    timeZone: z.string(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  config: z.object({
    env: z.record(z.string(), z.string()),
    pullSecrets: z.array(z.string()),
    images: z.array(z.object({ prefix: z.string(), location: z.string() })),
    resources: resourcesSchema,
    hostPaths: z.array(z.string()),
    privileged: z.array(z.string()),
    namespaces: z.array(z.string()),
    clusters: z.array(z.string()),
  }),
  engine: z.object({ images: z.boolean() }),
});

/** The input after the check, with what goes without saying filled in. */
export type CheckedInput = z.output<typeof compileInputSchema>;

/** One version of a template, whose `spec` is still to be checked. */
export type CheckedTemplate = CheckedInput['templates'][number];
