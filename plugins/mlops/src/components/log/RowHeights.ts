/** Rows of a block, so that finding one costs little however many were measured. */
const BLOCK = 1_024;

/** Where rows lie of which most are as high as a line and some, which were measured, are higher. Pixels. */
export class RowHeights {
  /** By block: what measured rows have beyond a line, by row. */
  private readonly blocks = new Map<number, Map<number, number>>();
  private readonly sums = new Map<number, number>();

  constructor(readonly line: number) {}

  /** Pixels before a row; of the row behind the last it is the height of all. */
  top(row: number): number {
    const own = Math.floor(row / BLOCK);
    let extra = 0;
    for (const [block, sum] of this.sums) if (block < own) extra += sum;
    for (const [other, more] of this.blocks.get(own) ?? []) {
      if (other < row) extra += more;
    }
    return row * this.line + extra;
  }

  /** The row at a height, of so many. */
  rowAt(y: number, rows: number): number {
    let low = 0;
    let high = Math.max(0, rows - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Takes a measured height. @returns whether it is another than before */
  set(row: number, height: number): boolean {
    const own = Math.floor(row / BLOCK);
    const block = this.blocks.get(own) ?? new Map<number, number>();
    const extra = height - this.line;
    const change = extra - (block.get(row) ?? 0);
    if (change === 0) return false;
    this.blocks.set(own, block.set(row, extra));
    this.sums.set(own, (this.sums.get(own) ?? 0) + change);
    return true;
  }

  clear() {
    this.blocks.clear();
    this.sums.clear();
  }
}
