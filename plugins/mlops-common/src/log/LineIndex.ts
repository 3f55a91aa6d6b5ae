const NEWLINE = 0x0a;

/** Bytes from one mark to the next, at least: what a reader fetches at once. */
const SPACING = 65_536;

/** A place where a line begins. @public */
export interface LineMark {
  /** Lines before it. */
  line: number;
  /** Bytes before it. */
  offset: number;
}

/** What was seen of a log so far; enough to go on from there. @public */
export interface LineIndexState {
  /** Bytes that were seen. */
  size: number;
  /** Line breaks among them. */
  breaks: number;
  /** Bytes before the last line, which may be unfinished or not begun. */
  lineStart: number;
  /** Ascending; the first is the begin of the log. */
  marks: readonly LineMark[];
}

/**
 * Finds lines in a log without holding it: a mark about every 64 KiB, from which a line is a short read
 * away. Lines end with a line feed and nothing else, and are counted in bytes, so that whatever cuts the
 * log into pieces makes the same marks. A line longer than the distance of marks has one at its begin and
 * one behind its end; the stretch between two marks is therefore short, or it is one long line.
 *
 * @public
 */
export class LineIndex {
  readonly #marks: LineMark[];
  #size: number;
  #breaks: number;
  #lineStart: number;

  constructor(
    state: LineIndexState = {
      size: 0,
      breaks: 0,
      lineStart: 0,
      marks: [{ line: 0, offset: 0 }],
    },
  ) {
    this.#size = state.size;
    this.#breaks = state.breaks;
    this.#lineStart = state.lineStart;
    this.#marks = [...state.marks];
  }

  get size(): number {
    return this.#size;
  }

  get breaks(): number {
    return this.#breaks;
  }

  get lineStart(): number {
    return this.#lineStart;
  }

  get marks(): readonly LineMark[] {
    return this.#marks;
  }

  /** Lines of the log, an unfinished last one included. */
  get lines(): number {
    return this.#breaks + (this.#size > this.#lineStart ? 1 : 0);
  }

  /** Takes what follows `size`. */
  push(bytes: Uint8Array): void {
    // A loop of our own: a call of `indexOf` for every short line costs several times as much.
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === NEWLINE) this.#end(this.#size + at + 1);
    }
    this.#size += bytes.length;
    if (this.#size - this.#lineStart >= SPACING) this.#mark(this.#lineStart);
  }

  /** The number of the stretch in which a line begins: the last mark that is not behind it. */
  stretchOfLine(line: number): number {
    return this.#last(mark => mark.line <= line);
  }

  /** The number of the stretch in which a byte lies. */
  stretchOfOffset(offset: number): number {
    return this.#last(mark => mark.offset <= offset);
  }

  #end(offset: number): void {
    if (offset - this.#lineStart >= SPACING) this.#mark(this.#lineStart);
    this.#breaks += 1;
    this.#lineStart = offset;
    if (offset - this.#marks[this.#marks.length - 1].offset >= SPACING) {
      this.#mark(offset);
    }
  }

  #mark(offset: number): void {
    if (offset <= this.#marks[this.#marks.length - 1].offset) return;
    this.#marks.push({ line: this.#breaks, offset });
  }

  #last(holds: (mark: LineMark) => boolean): number {
    let low = 0;
    let high = this.#marks.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (holds(this.#marks[middle])) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
