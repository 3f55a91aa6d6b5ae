import { z } from 'zod';
import { PROJECT_ROLES } from '../../permissions/grants';
import { quotaSchema } from '../../quota/Quota';
import { instantSchema } from './shared';

/** @public */
export const projectRoleSchema = z.enum(PROJECT_ROLES);

/** @public */
export const projectSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** `catalog`: comes from Git and is read-only here. `portal`: made here. */
    source: z.enum(['catalog', 'portal']),
    entityRef: z.string(),
    /** Where its definition can be seen; only of those from Git. */
    sourceUrl: z.string().nullable(),
    /** The catalog says nothing of it any more; nothing of it starts until it is back. */
    goneSince: instantSchema.nullable(),
    createdBy: z.string().nullable(),
    memberCount: z.int(),
    /** Role of whoever asks; `null`: not a member. */
    myRole: projectRoleSchema.nullable(),
    /** Whoever asks has asked to join and waits for an answer. */
    asked: z.boolean(),
  })
  .meta({ id: 'Project' });

/** @public */
export type Project = z.infer<typeof projectSchema>;

/**
 * Settings of a project group: the keys of its `expand`. Other keys are kept as they are.
 *
 * @public
 */
export const projectExpandSchema = z
  .looseObject({
    /** Name of a configured cluster; absent: the one the portal runs in. */
    cluster: z.string().max(63).optional(),
    /** Value of the label `org` of the group's machines; absent: `public`. */
    org: z.string().max(63).optional(),
    /** The mount language. */
    volume_mount: z.string().max(4096).optional(),
    /** Absent: `mlops-<name>`. */
    namespace: z.string().max(63).optional(),
  })
  .meta({ id: 'ProjectExpand' });

/** @public */
export type ProjectExpand = z.infer<typeof projectExpandSchema>;

/** @public */
export const projectSettingsSchema = z
  .object({
    expand: projectExpandSchema,
    /** Names of the configured clusters. */
    clusters: z.array(z.string()),
    /** Namespaces that may be named besides the group's own. */
    namespaces: z.array(z.string()),
  })
  .meta({ id: 'ProjectSettings' });

/** @public */
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

/** @public */
export const projectQuotaSchema = z
  .object({
    quota: quotaSchema,
    /** The configuration says it, for every project group that has none of its own. */
    isDefault: z.boolean(),
    /** What runs under way hold at most, and what ended ones have left on the disk. */
    held: z.object({
      tasks: z.number(),
      cpuMillicores: z.number(),
      memoryBytes: z.number(),
      gpus: z.number(),
      diskBytes: z.number(),
    }),
  })
  .meta({ id: 'ProjectQuota' });

/** @public */
export type ProjectQuota = z.infer<typeof projectQuotaSchema>;

/** @public */
export const projectMemberSchema = z
  .object({
    member: z.string(),
    role: projectRoleSchema,
    /** `catalog`: the definition of the group says so, and it is read-only here. */
    source: z.enum(['catalog', 'portal']),
    addedBy: z.string().nullable(),
    addedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ProjectMember' });

/** @public */
export type ProjectMember = z.infer<typeof projectMemberSchema>;

/** Somebody who has asked to join. @public */
export const projectRequestSchema = z
  .object({
    member: z.string(),
    message: z.string().nullable(),
    askedAt: instantSchema,
  })
  .meta({ id: 'ProjectRequest' });

/** @public */
export type ProjectRequest = z.infer<typeof projectRequestSchema>;

/** @public */
export const categorySchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** Orders the palette, ascending. */
    index: z.number(),
  })
  .meta({ id: 'Category' });

/** @public */
export type Category = z.infer<typeof categorySchema>;
