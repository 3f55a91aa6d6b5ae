import type { ByteRange } from '@mlops/plugin-mlops-node';

/**
 * Reads a `Range` header of one range.
 *
 * @returns the range, `undefined` where the whole is meant, or `unsatisfiable`
 * @see RFC 9110, section 14
 */
export function byteRange(
  header: string | undefined,
  size: number,
): ByteRange | undefined | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0
      ? 'unsatisfiable'
      : { start: size - length, end: size - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || start > end) return 'unsatisfiable';
  return { start, end };
}
