import type { Problem } from '@mlops/plugin-mlops-common';

/**
 * Argo evaluates what stands between double braces anywhere in a workflow. These are all that a run uses; none of
 * them holds text of a user, since names of tasks are letters, digits and dashes.
 */

/** Which attempt it is, from 1. */
export const ATTEMPT_TAG = '{{=asInt(retries) + 1}}';

/** The files that an upstream task has left. */
export function outputsTag(task: string): string {
  return `{{tasks.${task}.outputs.artifacts.outputs}}`;
}

const OWN =
  /\{\{=asInt\(retries\) \+ 1\}\}|\{\{tasks\.[a-z0-9-]+\.outputs\.artifacts\.outputs\}\}/g;

/** Where a workflow holds other tags than these. */
export function foreignTags(
  value: unknown,
  path: readonly string[] = [],
): Problem[] {
  if (typeof value === 'string') {
    return value.replace(OWN, '').includes('{{')
      ? [
          {
            path: [],
            message: `"${value}" (${path.join(
              '.',
            )}) holds {{, which cannot be handed to a cluster here`,
          },
        ]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...foreignTags(key, path),
    ...foreignTags(member, [...path, key]),
  ]);
}
