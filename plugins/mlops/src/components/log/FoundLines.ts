/** The `nth` occurrence, from 0, in a line, from 0. */
export interface Hit {
  line: number;
  nth: number;
}

/** Lines in which a search found something, and the order of what it found. Never changed, only followed by another. */
export class FoundLines {
  /** `before`: occurrences in the lines before each of `lines`, and at last in all. */
  private constructor(
    private readonly lines: readonly number[],
    private readonly before: readonly number[],
  ) {}

  static readonly none = new FoundLines([], [0]);

  /** Occurrences. */
  get count(): number {
    return this.before[this.before.length - 1];
  }

  /** Takes lines behind those that there are. A line that was searched before, but not to its end, counts anew. */
  with(found: ReadonlyArray<{ line: number; hits: number }>): FoundLines {
    if (found.length === 0) return this;
    const lines = [...this.lines];
    const before = [...this.before];
    while (lines.length > 0 && lines[lines.length - 1] >= found[0].line) {
      lines.pop();
      before.pop();
    }
    for (const { line, hits } of found) {
      lines.push(line);
      before.push(before[before.length - 1] + hits);
    }
    return new FoundLines(lines, before);
  }

  /** An occurrence by its number, from 0. */
  hit(number: number): Hit | null {
    if (number < 0 || number >= this.count) return null;
    const at = lastUpTo(this.before, number);
    return { line: this.lines[at], nth: number - this.before[at] };
  }
}

function lastUpTo(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (numbers[middle] <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
