const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[([0-9:;]*)m`, 'g');

/** A program that changes colour again and again without a reset must not make every line longer. */
const LONGEST = 96;

/**
 * Colours outlive the end of a line until they are reset. Given the colour sequences in force before
 * `line`, this gives those in force after it; they are put in front of the next line.
 */
export function colourCarry(before: string, line: string): string {
  if (!line.includes(ESCAPE)) return before;
  let carry = before;
  for (const [sequence, codes] of line.matchAll(COLOURS)) {
    carry = /^0*(;|$)/.test(codes) ? '' : carry;
    if (!/^0*$/.test(codes)) carry += sequence;
  }
  return carry.length > LONGEST
    ? carry.slice(carry.lastIndexOf(ESCAPE))
    : carry;
}
