import type { Router } from 'express';
import { attemptOf } from './attemptOf';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';
import { firstBytes, sendBytes } from './sendBytes';

export function registerLogRoutes(router: Router, context: RouteContext): void {
  registerRoute(router, context, 'getLog', async ({ params, query, res }) => {
    const { ref, engine } = await attemptOf(context, params, query.attempt);
    const size = await engine.logSize(ref);
    const from =
      query.offset < 0 ? Math.max(0, size + query.offset) : query.offset;
    const left = new AbortController();
    res.once('close', () => left.abort());
    res.status(200);
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    // Compression would hold lines back until a block is full.
    res.setHeader('Cache-Control', 'no-store, no-transform');
    res.setHeader('X-Log-Size', String(size));
    res.setHeader('X-Log-Attempt', String(ref.attempt));
    res.flushHeaders();
    const follow = query.follow ?? false;
    const bytes = engine.log(ref, { from, follow, signal: left.signal });
    const upTo = query.limit ?? (follow ? Infinity : Math.max(0, size - from));
    await sendBytes(res, firstBytes(bytes, upTo));
  });

  registerRoute(router, context, 'getUsage', async ({ params, query }) => {
    const { ref, engine } = await attemptOf(context, params, query.attempt);
    const samples = await engine.usage(ref);
    return {
      items: samples.map(sample => ({
        ...sample,
        at: new Date(sample.at).toISOString(),
      })),
    };
  });
}
