import { z } from 'zod';
import {
  OBJECT_KINDS,
  PROJECT_ROLES,
  ROLE_KINDS,
  SCOPES,
} from '../../permissions/grants';
import { instantSchema } from './shared';

/** Entity ref of a user or group, or `external:<subject>` of a script's token. @public */
export const memberRefSchema = z
  .string()
  .max(253)
  .regex(
    /^(?:(?:user|group):[^\s:/]+\/[^\s:/]+|(?:external|plugin):\S+)$/,
    'must be an entity ref such as user:default/alice or group:default/vision, or external:<subject> of a token',
  )
  .transform(ref => (/^(user|group):/.test(ref) ? ref.toLowerCase() : ref));

/** @public */
export const grantSchema = z
  .object({ permission: z.string().max(100), scope: z.enum(SCOPES) })
  .meta({ id: 'Grant' });

/** @public */
export const roleSchema = z
  .object({
    /** `admin`, `gamma`, `user:alice`, `creator`, or one of an administrator's own. */
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** `project`: what members of project groups have there. Only `custom` ones can be deleted. */
    kind: z.enum(ROLE_KINDS),
    memberCount: z.int(),
    grantCount: z.int(),
    /** Counts changes of the grants, so that two people do not overwrite each other. */
    version: z.int(),
    updatedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Role' });

/** @public */
export type Role = z.infer<typeof roleSchema>;

/** @public */
export const roleDetailSchema = roleSchema
  .extend({ grants: z.array(grantSchema) })
  .meta({ id: 'RoleDetail' });

/** @public */
export type RoleDetail = z.infer<typeof roleDetailSchema>;

/** @public */
export const roleMemberSchema = z
  .object({
    member: z.string(),
    /** `config`: named by the configuration; `system`: by the suite itself. Both stay as they are here. */
    source: z.enum(['portal', 'config', 'system']),
    addedBy: z.string().nullable(),
    addedAt: instantSchema.nullable(),
  })
  .meta({ id: 'RoleMember' });

/** @public */
export type RoleMember = z.infer<typeof roleMemberSchema>;

/** Somebody who has signed in. @public */
export const userSchema = z
  .object({
    entityRef: z.string(),
    firstSeenAt: instantSchema,
    seenAt: instantSchema,
    /** Names of the roles that name the person. */
    roles: z.array(z.string()),
    projects: z.array(
      z.object({ name: z.string(), role: z.enum(PROJECT_ROLES) }),
    ),
  })
  .meta({ id: 'User' });

/** @public */
export type User = z.infer<typeof userSchema>;

/** One way in which a person comes to a permission. @public */
export const explainedGrantSchema = z
  .object({
    role: z.string(),
    roleTitle: z.string(),
    roleKind: z.enum(ROLE_KINDS),
    scope: z.enum(SCOPES),
    /** Who is a member: the person, a group of theirs, or a script. */
    member: z.string(),
    /** The project group in which the role counts; `null`: everywhere. */
    project: z.string().nullable(),
    /** Whether it reaches the object that was asked about. */
    applies: z.boolean(),
    /** Why it does or does not. */
    because: z.enum([
      'everything',
      'no-object',
      'own',
      'not-own',
      'in-project',
      'not-in-project',
    ]),
  })
  .meta({ id: 'ExplainedGrant' });

/** @public */
export type ExplainedGrant = z.infer<typeof explainedGrantSchema>;

/** Why a person may, or may not, do something. @public */
export const explanationSchema = z
  .object({
    allowed: z.boolean(),
    /** The person has signed in before; nobody else has any right. */
    known: z.boolean(),
    user: z.string(),
    permission: z.string(),
    object: z
      .object({
        kind: z.enum(OBJECT_KINDS),
        id: z.string(),
        title: z.string(),
        createdBy: z.string().nullable(),
        project: z.string().nullable(),
      })
      .nullable(),
    /** Roles that grant the permission, with those that reach the object first. */
    grants: z.array(explainedGrantSchema),
    /** Roles that would allow it, each by itself, and that the person does not have there. */
    otherRoles: z.array(
      z.object({
        role: z.string(),
        roleTitle: z.string(),
        roleKind: z.enum(ROLE_KINDS),
        scope: z.enum(SCOPES),
        /** The project group in which to have it; `null`: everywhere, or in any where no object was asked about. */
        project: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Explanation' });

/** @public */
export type Explanation = z.infer<typeof explanationSchema>;

/** @public */
export const AUDITED_SUBJECTS = ['role', 'project', 'user', 'node'] as const;

/** A change of who may do what, or of where work is put. @public */
export const auditRecordSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    /** Entity ref, subject of a service, or `system`. */
    actor: z.string(),
    /** For example `grants-changed`, `member-added`. */
    action: z.string(),
    subject: z.object({
      kind: z.enum(AUDITED_SUBJECTS),
      name: z.string(),
    }),
    /** What changed, as it was; `null` where there was nothing. */
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditRecord' });

/** @public */
export type AuditRecord = z.infer<typeof auditRecordSchema>;
