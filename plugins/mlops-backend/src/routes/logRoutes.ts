import type { Response, Router } from 'express';
import { logReadPermission, meets } from '@mlops/plugin-mlops-common';
import { findFirstError } from '../logs/findFirstError';
import { LogIndexes } from '../logs/LogIndexes';
import { ScanTurns } from '../logs/ScanTurns';
import { searchLog } from '../logs/searchLog';
import { attemptOf, type RequestedAttempt } from './attemptOf';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';
import { firstBytes, sendBytes } from './sendBytes';
import { ownerOfRun } from './runRoutes';
import { whilePermitted } from './whilePermitted';

export function registerLogRoutes(router: Router, context: RouteContext): void {
  const turns = new ScanTurns();
  const indexes = new LogIndexes(turns);

  registerRoute(router, context, 'getLog', async request => {
    const { query, res, credentials } = request;
    const asked = await attemptOf(context, request);
    const { ref, engine } = asked;
    const size = await engine.logSize(ref);
    const from =
      query.offset < 0 ? Math.max(0, size + query.offset) : query.offset;
    const follow = query.follow ?? false;
    const left = leaving(res);
    if (follow) {
      const owner = ownerOfRun(asked.run);
      const mayStill = async () => {
        const decided = await context.authorizer.decide(credentials, [
          logReadPermission,
        ]);
        const access = decided[logReadPermission.name];
        return access !== undefined && meets(owner, access);
      };
      whilePermitted(context.logger, mayStill, left);
    }
    const name = fileName(asked);
    res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    res.setHeader('X-Log-Size', String(size));
    res.setHeader('X-Log-Attempt', String(ref.attempt));
    beginStream(res, 'text/plain; charset=utf-8');
    const bytes = engine.log(ref, { from, follow, signal: left.signal });
    const upTo = query.limit ?? (follow ? Infinity : Math.max(0, size - from));
    await sendBytes(res, firstBytes(bytes, upTo));
  });

  registerRoute(router, context, 'getLogIndex', async request => {
    const { res } = request;
    const { ref, engine } = await attemptOf(context, request);
    const index = await indexes.of(engine, ref, leaving(res).signal);
    const { size, breaks, lineStart, marks } = index;
    return { size, breaks, lineStart, marks: [...marks] };
  });

  registerRoute(router, context, 'getLogTimes', async request => {
    const { ref, engine } = await attemptOf(context, request);
    const { query } = request;
    const { from, limit } = query;
    const to = Math.min(query.to ?? Infinity, await engine.logSize(ref));
    // One more than wanted tells up to where the last one counts.
    const times = await engine.logTimes(ref, { from, to, limit: limit + 1 });
    return {
      items: times.slice(0, limit).map(({ offset, at }) => ({
        offset,
        at: new Date(at).toISOString(),
      })),
      to: times[limit]?.offset ?? Math.max(from, to),
    };
  });

  registerRoute(router, context, 'searchLog', async request => {
    const { query, res } = request;
    const { ref, engine } = await attemptOf(context, request);
    const { signal } = leaving(res);
    const start = { line: 0, offset: 0 };
    if (query.from > 0) {
      const index = await indexes.of(engine, ref, signal);
      Object.assign(start, index.marks[index.stretchOfOffset(query.from)]);
    }
    beginStream(res, 'application/x-ndjson; charset=utf-8');
    await turns.take(signal, async () => {
      const from = start.offset;
      const bytes = engine.log(ref, { from, follow: false, signal });
      for await (const event of searchLog(bytes, start, query)) {
        // Who reads slowly must not keep others waiting: `limit` bounds what is held for them.
        res.write(`${JSON.stringify(event)}\n`);
      }
    });
    res.end();
  });

  registerRoute(router, context, 'getFirstError', async request => {
    const { res } = request;
    const { ref, engine } = await attemptOf(context, request);
    const { signal } = leaving(res);
    const found = await turns.take(signal, () =>
      findFirstError(engine.log(ref, { from: 0, follow: false, signal })),
    );
    return { found };
  });
}

/** Tells when the reader has left, so that nothing is read for nobody. */
function leaving(res: Response): AbortController {
  const left = new AbortController();
  res.once('close', () => left.abort());
  return left;
}

function beginStream(res: Response, mediaType: string): void {
  res.status(200);
  res.setHeader('Content-Type', mediaType);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  // Compression would hold lines back until a block is full.
  res.setHeader('Cache-Control', 'no-store, no-transform');
  res.flushHeaders();
}

function fileName({ run, ref }: RequestedAttempt): string {
  const name = `${run.pipeline_name}-${run.number}-${ref.task}-${ref.attempt}`;
  return `${name.replace(/[^\w.-]/g, '_')}.log`;
}
