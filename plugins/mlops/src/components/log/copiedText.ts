import { plainText } from '@mlops/plugin-mlops-common';
import type { LineRange } from './lineRange';
import type { LogDocument } from './LogDocument';
import type { LogSource } from './LogSource';

/** Bytes that a clipboard takes without a pause. */
export const MOST_COPIED = 8 * 1024 * 1024;

/**
 * What a reader sees of a log, or of some of its lines, which count from 1.
 *
 * @returns `null` where that is too long to be copied
 */
export async function copiedText(
  source: LogSource,
  log: LogDocument,
  lines: LineRange | null,
): Promise<string | null> {
  const all = { first: 1, last: log.getSnapshot().lines };
  const { first, last } = lines ?? all;
  const begin = log.stretchOf(first - 1);
  const end = log.stretchOf(last - 1);
  if (!begin || !end) return '';
  const limit = end.to - begin.from;
  if (limit > MOST_COPIED) return null;
  const { bytes } = await source.read({
    offset: begin.from,
    limit,
    follow: false,
    signal: new AbortController().signal,
  });
  return plainText(await new Response(bytes).text())
    .split('\n')
    .slice(first - 1 - begin.line, last - begin.line)
    .join('\n');
}
