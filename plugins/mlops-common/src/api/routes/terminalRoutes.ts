import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byTask } from './parts';

/** Terminals beside running tasks. */
export const terminalRoutes = {
  openTerminal: route({
    method: 'post',
    path: '/runs/{id}/tasks/{task}/attempts/{attempt}/terminal',
    summary:
      'A ticket for one socket of a terminal beside a running attempt, good for 30 s',
    permission: permissions.terminalUsePermission,
    reads: permissions.runReadPermission,
    params: byTask.extend({ attempt: z.coerce.number().int().min(1) }),
    status: 201,
    response: s.terminalTicketSchema,
  }),
} as const;
