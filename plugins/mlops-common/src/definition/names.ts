import { z } from 'zod';

/**
 * Names of tasks, pipelines, templates and projects: a DNS label, since they become label values,
 * folder names and parts of Kubernetes names.
 *
 * @public
 */
export const NAME_PATTERN = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** @public */
export const nameSchema = z
  .string()
  .regex(
    NAME_PATTERN,
    'must be 1 to 63 lower-case letters, digits or dashes, and start and end with a letter or digit',
  );

/** `1.0.0`, `2`, `2026-11-24`: what people call a version of a template. @public */
export const versionSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'must be 1 to 63 letters, digits, dots, dashes or underscores, and start with a letter or digit',
  );
