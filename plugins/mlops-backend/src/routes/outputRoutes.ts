import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import { instant, iso } from '../store/columns';
import { findKeptBytes } from '../store/keptBytes';
import { attemptOf } from './attemptOf';
import { byteRange } from './byteRange';
import { contentDisposition } from './contentDisposition';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';
import { sendBytes } from './sendBytes';

/**
 * Pictures that a browser draws without running anything of them. Everything else is saved, byte for byte as
 * the task left it: also a table whose cells begin with `=`, since a changed one would be another result, and
 * what a program makes of cells is for that program to ask.
 */
const INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export function registerOutputRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'getOutput', async request => {
    const { params, req, res } = request;
    const { ref, engine } = await attemptOf(context, request);
    const kept = await findKeptBytes(context.db, ref.runId);
    if (kept?.outputs_removed_at) {
      const day = iso(instant(kept.outputs_removed_at)).slice(0, 10);
      throw new NotFoundError(
        `The files of this run were removed by retention on ${day}`,
      );
    }
    const source = context.artifacts
      ? {
          list: () => context.artifacts?.list(ref),
          read: context.artifacts.read.bind(context.artifacts),
        }
      : { list: () => engine.outputs(ref), read: engine.output.bind(engine) };
    const files = (await source.list()) ?? [];
    // Only what is in the list, by its exact name: no path is ever put together from a request.
    const file = files.find(({ path }) => path === params.path);
    if (!file) {
      throw new NotFoundError(
        `The task "${params.task}" left no file "${params.path}"`,
      );
    }
    const range = byteRange(req.headers.range, file.size);
    const inline = INLINE.has(file.mediaType);
    const name = file.path.split('/').at(-1) ?? 'output';
    res.setHeader('Accept-Ranges', 'bytes');
    res.setHeader('Content-Type', file.mediaType);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    res.setHeader('Cache-Control', 'private, no-transform');
    res.setHeader(
      'Content-Disposition',
      contentDisposition(inline ? 'inline' : 'attachment', name),
    );
    if (range === 'unsatisfiable') {
      res.setHeader('Content-Range', `bytes */${file.size}`);
      res.status(416).end();
      return;
    }
    if (range) {
      res.setHeader(
        'Content-Range',
        `bytes ${range.start}-${range.end}/${file.size}`,
      );
    }
    const length = range ? range.end - range.start + 1 : file.size;
    res.setHeader('Content-Length', String(length));
    res.status(range ? 206 : 200);
    await sendBytes(res, source.read(ref, file.path, range));
  });
}
