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
} as const;
