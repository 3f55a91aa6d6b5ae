const NEWLINE = 0x0a;

/** Bytes after which a line without an end is handed on in parts, so that memory stays bounded. */
const LONGEST = 1_048_576;

/** A stretch of a log that begins with a line, or inside of one that is too long to be held. */
export interface LogPiece {
  bytes: Buffer;
  /** Bytes of the log before it. */
  offset: number;
  /** Lines of the log before the first of it. */
  line: number;
}

/** Cuts a log where lines end, whatever the pieces are in which it comes. `start` is the begin of a line. */
export async function* wholeLines(
  source: AsyncIterable<Uint8Array>,
  start: { offset: number; line: number },
): AsyncIterable<LogPiece> {
  let { offset, line } = start;
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : view(chunk);
    const end = cutOf(bytes);
    const piece = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (piece.length > 0) yield { bytes: piece, offset, line };
    offset += end;
    line += countLineFeeds(piece);
  }
  if (rest.length > 0) yield { bytes: rest, offset, line };
}

/** Bytes of the begin of each line of a piece up to `count` lines behind its first, from 0. */
export function lineOffset(bytes: Buffer, count: number, from = 0): number {
  let at = from;
  for (let seen = 0; seen < count; seen += 1) {
    at = bytes.indexOf(NEWLINE, at) + 1;
  }
  return at;
}

function cutOf(bytes: Buffer): number {
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end > 0 || bytes.length < LONGEST) return end;
  // Not inside of a character: bytes 10xxxxxx continue one, three at most.
  let cut = bytes.length - 1;
  while (cut > bytes.length - 4 && bytes[cut] >> 6 === 0b10) cut -= 1;
  return cut;
}

function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === NEWLINE) count += 1;
  }
  return count;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
