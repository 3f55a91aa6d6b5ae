/** Characters at the begin and at the end of what is kept of a line that is too long. */
const KEPT = 65_536;

/** Stands for what was left out of a line. */
export const GAP = ' ⋯ ';

/** Lines that became complete, and the last one as far as it was written. */
export interface SplitText {
  lines: string[];
  /** What follows the last line break; empty when the text ended with one. */
  partial: string;
}

/**
 * Splits text that arrives in pieces of any size into lines, each break seen once even when `\r\n`
 * falls between two pieces. A carriage return starts its line over, as in a terminal, so that a
 * progress bar leaves only its last state. Of a line that is too long the middle is left out, so that
 * memory stays bounded and lines stay as many as there are line feeds.
 */
export class LineSplitter {
  private partial = '';

  /** `longest`: characters of a line that are kept. */
  constructor(private readonly longest = 2_500_000) {}

  push(text: string): SplitText {
    const pieces = text.split('\n');
    const lines: string[] = [];
    pieces.forEach((piece, index) => {
      this.partial = this.bounded(afterReturns(this.partial + piece));
      if (index < pieces.length - 1) {
        lines.push(withoutReturn(this.partial));
        this.partial = '';
      }
    });
    return { lines, partial: withoutReturn(this.partial) };
  }

  private bounded(line: string): string {
    if (line.length <= this.longest) return line;
    const kept = Math.min(KEPT, Math.floor(this.longest / 4));
    return line.slice(0, kept) + GAP + line.slice(-kept);
  }
}

/** A return at the very end is kept: what comes next tells whether it was half of a line break. */
function afterReturns(line: string): string {
  const last = line.lastIndexOf('\r', line.length - 2);
  if (last < 0) return line;
  const rest = line.slice(last + 1);
  return rest === '\r' ? afterReturns(line.slice(0, last + 1)) : rest;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
