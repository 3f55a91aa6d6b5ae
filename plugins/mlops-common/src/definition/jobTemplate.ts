import { z } from 'zod';
import { nameSchema, versionSchema } from './names';
import {
  envSchema,
  parametersSchemaSchema,
  resourcesSchema,
  retrySchema,
  timeoutSchema,
} from './shared';

/** Only versions at stage `release` can be seen and used by users. @public */
export const templateStageSchema = z.enum(['draft', 'release', 'retired']);

/** @public */
export type TemplateStage = z.infer<typeof templateStageSchema>;

/** A small file that travels with the task: a script, a configuration. @public */
export const templateFileSchema = z.strictObject({
  /** Relative to the task's work folder, no `..`. */
  path: z.string().min(1).max(255),
  /** Permission bits as octal text. */
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, 'must be octal permission bits such as "0644"')
    .default('0644'),
  content: z.string().max(1_048_576),
});

/** @public */
export type TemplateFile = z.infer<typeof templateFileSchema>;

/** How a template runs on the embedded engine, where there are no images. @public */
export const localRuntimeSchema = z.strictObject({
  /** The Python environment to build with uv; cached by the hash of its requirements. */
  python: z
    .strictObject({
      requirements: z.array(z.string().min(1).max(500)).max(500),
    })
    .optional(),
  /** Replaces `command` on the embedded engine. */
  command: z.array(z.string()).min(1).optional(),
});

/**
 * One version of a job template: a reusable kind of task.
 *
 * @public
 */
export const jobTemplateSpecSchema = z.strictObject({
  version: versionSchema,
  stage: templateStageSchema,
  category: nameSchema.optional(),
  image: z.string().min(1).max(512).optional(),
  workingDirectory: z.string().min(1).max(1024).optional(),
  /** The program and its leading arguments; those made of the parameters follow. Never passed to a shell. */
  command: z.array(z.string()).min(1).optional(),
  /**
   * JSON Schema of the task's parameters. Each becomes `--<name> <value>` on the command line;
   * `x-argv` of a property says otherwise: `switch`, `repeat`, `positional`, `json` or `none`,
   * and `x-flag` gives the flag another spelling.
   */
  parameters: parametersSchemaSchema.default({ type: 'object' }),
  env: envSchema.default({}),
  /** The mount language, for example `4G(memory):/dev/shm`. */
  mounts: z.string().max(4096).default(''),
  serviceAccount: z.string().min(1).max(253).optional(),
  /**
   * Its container may do on the machine what root may. Only where an administrator released this version for it
   * (`mlops.privileged`), and only on clusters.
   */
  privileged: z.boolean().optional(),
  resources: resourcesSchema.default({}),
  hostAliases: z
    .array(
      z.strictObject({
        ip: z.union([z.ipv4(), z.ipv6()]),
        hostnames: z.array(z.string().min(1).max(253)).min(1),
      }),
    )
    .max(64)
    .default([]),
  files: z.array(templateFileSchema).max(64).default([]),
  retry: retrySchema.optional(),
  timeoutSeconds: timeoutSchema.optional(),
  local: localRuntimeSchema.optional(),
  expand: z
    .looseObject({
      /** Orders the template inside its category, ascending. */
      index: z.number().optional(),
      helpUrl: z.url({ protocol: /^https?$/ }).optional(),
    })
    .default({}),
});

/** @public */
export type JobTemplateSpec = z.infer<typeof jobTemplateSpecSchema>;

/** The file format of a job template. @public */
export const jobTemplateDocumentSchema = z.strictObject({
  apiVersion: z.literal('mlops/v1'),
  kind: z.literal('JobTemplate'),
  metadata: z.strictObject({
    name: nameSchema,
    title: z.string().max(200).optional(),
    description: z.string().max(2000).optional(),
  }),
  spec: jobTemplateSpecSchema,
});

/** @public */
export type JobTemplateDocument = z.infer<typeof jobTemplateDocumentSchema>;
