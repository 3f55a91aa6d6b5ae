import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { isFinal } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { iso } from '../store/columns';
import { planOf } from '../store/runs';
import { issueTicket } from '../store/tickets';
import { engineWithTerminals } from '../terminals/engineWithTerminals';
import type { TerminalTarget } from '../terminals/TerminalTarget';
import { attemptOf } from './attemptOf';
import type { RouteContext } from './RouteContext';
import { registerRoute } from './registerRoute';

/** How long a ticket is good for. */
const GOOD_FOR_MS = 30_000;

export function registerTerminalRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'openTerminal', async request => {
    const { params, access, actor, req } = request;
    const { attempt } = params;
    const { run, ref } = await attemptOf(context, {
      params,
      query: { attempt },
      access,
    });
    engineWithTerminals(context.engines, run.engine);
    if (isFinal(run.status)) {
      throw new ConflictError(
        `Run ${run.number} of "${run.pipeline_name}" has ended, so there is nothing to open a terminal beside`,
      );
    }
    const task = planOf(run).tasks.find(({ name }) => name === ref.task);
    if (task?.privileged) {
      throw new NotAllowedError(
        `The task "${ref.task}" is privileged: a terminal beside it would be one on its machine, so there is none`,
      );
    }
    if (!context.sockets.isAttached) {
      throw new ServiceUnavailableError(
        'This backend takes no sockets; see "Sockets" in the documentation of its configuration',
      );
    }
    const now = context.now();
    const expiresAt = now + GOOD_FOR_MS;
    const target: TerminalTarget = { ...ref };
    const ticket = await issueTicket(
      context.db,
      'terminal',
      { actor, target, origin: req.headers.origin ?? null },
      { now, expiresAt },
    );
    return { ticket, expiresAt: iso(expiresAt) };
  });
}
