/** The longest character of UTF-8, in bytes. */
const LONGEST = 4;

/**
 * A part of a log as text. A character that the end cuts is left for the next part; the rest of one that the
 * beginning cut is left out, as it belonged to the part before.
 *
 * @param from - where the bytes begin in the log
 */
export function logText(
  bytes: Uint8Array,
  from: number,
): { text: string; offset: number; nextOffset: number } {
  const begin = from === 0 ? 0 : firstWhole(bytes);
  const end = Math.max(begin, lastWhole(bytes));
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(begin, end),
    ),
    offset: from + begin,
    nextOffset: from + end,
  };
}

function firstWhole(bytes: Uint8Array): number {
  let at = 0;
  while (at < Math.min(bytes.length, LONGEST - 1) && isRest(bytes[at])) at++;
  return at;
}

/** The end of the bytes, or the beginning of the character that they do not hold whole. */
function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (isRest(byte)) continue;
    return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function isRest(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** How long a character is that begins with the byte. */
function lengthOf(byte: number): number {
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}
