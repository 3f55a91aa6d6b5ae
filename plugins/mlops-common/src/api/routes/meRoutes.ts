import { z } from 'zod';
import { route } from '../RouteContract';
import * as s from '../schemas';

/** Who asks. */
export const meRoutes = {
  getMe: route({
    method: 'get',
    path: '/me',
    summary: 'Who asks, and what they may do',
    permission: null,
    status: 200,
    response: s.meSchema,
  }),
  getSubjectAccess: route({
    method: 'post',
    path: '/access',
    summary: 'What a person may do; for the policy of the portal',
    permission: null,
    plugins: true,
    body: z.object({
      userEntityRef: z.string().max(253),
      /** The person, and the groups that speak for them. */
      ownershipEntityRefs: z.array(z.string().max(253)).max(1_000),
    }),
    status: 200,
    response: s.subjectAccessSchema,
  }),
} as const;
