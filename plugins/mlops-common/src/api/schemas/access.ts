import { z } from 'zod';
import type { Criteria } from '../../permissions/Criteria';

const conditionSchema = z.discriminatedUnion('rule', [
  z.object({
    rule: z.literal('IS_OWNER'),
    params: z.object({ owners: z.array(z.string()) }),
  }),
  z.object({
    rule: z.literal('IN_PROJECT'),
    params: z.object({ projects: z.array(z.string()) }),
  }),
]);

/** Rules under `allOf`, `anyOf` and `not`. @public */
export const criteriaSchema: z.ZodType<Criteria> = z
  .union([
    conditionSchema,
    z.object({
      get allOf() {
        return z.array(criteriaSchema);
      },
    }),
    z.object({
      get anyOf() {
        return z.array(criteriaSchema);
      },
    }),
    z.object({
      get not() {
        return criteriaSchema;
      },
    }),
  ])
  .meta({ id: 'Criteria' });

/** `true`: on everything; else on what meets the criteria. @public */
export const accessSchema = z.union([z.literal(true), criteriaSchema]);

/** By name of permission; one that is absent may not be used at all. @public */
export const accessTableSchema = z.record(z.string(), accessSchema);

/** What the policy of the portal asks for. @public */
export const subjectAccessSchema = z
  .object({
    /** May use every permission of the portal, also those that the suite does not know. */
    isAdministrator: z.boolean(),
    access: accessTableSchema,
    /** Entity refs of the groups whose pipelines the person may see; empty for an administrator, who sees all. */
    visibleGroups: z.array(z.string()),
  })
  .meta({ id: 'SubjectAccess' });

/** @public */
export type SubjectAccess = z.infer<typeof subjectAccessSchema>;
