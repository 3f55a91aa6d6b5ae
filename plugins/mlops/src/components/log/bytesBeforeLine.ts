const NEWLINE = 0x0a;

/**
 * A piece from the middle of a log begins somewhere inside a line. Gives how many bytes to leave out so
 * that it begins with a whole line, or at least with a whole character when it holds no line break.
 */
export function bytesBeforeLine(piece: Uint8Array): number {
  const newline = piece.indexOf(NEWLINE);
  if (newline >= 0) return newline + 1;
  let at = 0;
  // UTF-8: bytes 10xxxxxx continue a character that began earlier, three at most.
  while (at < 3 && at < piece.length && piece[at] >> 6 === 0b10) at += 1;
  return at;
}
