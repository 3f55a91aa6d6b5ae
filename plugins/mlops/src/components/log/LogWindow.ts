import { LineSplitter } from './LineSplitter';
import { bytesBeforeLine } from './bytesBeforeLine';
import { colourCarry } from './colourCarry';

const NEWLINE = 0x0a;

/** A place between two lines, for letting go of everything before it. */
interface Mark {
  /** Offset in the log, in bytes. */
  offset: number;
  /** Lines of the window before it. */
  lines: number;
}

/**
 * The lines of one stretch of a log, from byte `start` to byte `end`. It grows at both ends; beyond
 * `capacity` characters it lets go of the oldest lines, which can be loaded again.
 */
export class LogWindow {
  private lines: string[] = [];
  private characters = 0;
  private partial = '';
  private carry = '';
  private marks: Mark[] = [];
  private splitter = new LineSplitter();
  private decoder = new TextDecoder();
  private begun: boolean;
  private before: number | null;
  private from: number;
  private to: number;

  /** `offset`: where in the log, in bytes, the first appended piece lies. */
  constructor(offset: number, private readonly capacity = 48_000_000) {
    this.from = offset;
    this.to = offset;
    this.begun = offset === 0;
    this.before = offset === 0 ? 0 : null;
  }

  get start(): number {
    return this.from;
  }

  get end(): number {
    return this.to;
  }

  /** Lines held, the unfinished last one included. */
  get count(): number {
    return this.lines.length + (this.partial === '' ? 0 : 1);
  }

  /** Whether nothing more fits in front. */
  get full(): boolean {
    return this.characters >= this.capacity;
  }

  line(index: number): string {
    return index === this.lines.length
      ? this.carry + this.partial
      : this.lines[index] ?? '';
  }

  /** Counts from 1; `null` while the beginning of the log was not read. */
  numberOf(index: number): number | null {
    return this.before === null ? null : this.before + index + 1;
  }

  /** The index of a line by its number, or `null` when it is not held. */
  indexOf(number: number): number | null {
    if (this.before === null) return null;
    const index = number - this.before - 1;
    return index >= 0 && index < this.count ? index : null;
  }

  /** Adds what follows `end`. Gives the number of lines by which the window grew. */
  append(piece: Uint8Array): number {
    const count = this.count;
    const skipped = this.begun ? 0 : bytesBeforeLine(piece);
    if (!this.begun && piece.length > 0) {
      this.begun = true;
      this.from += skipped;
    }
    const bytes = piece.subarray(skipped);
    const split = this.splitter.push(
      this.decoder.decode(bytes, { stream: true }),
    );
    for (const line of split.lines) this.push(line);
    this.partial = split.partial;
    this.mark(this.to + skipped, bytes);
    this.to += piece.length;
    return this.count - count;
  }

  /** Adds what lies before `start`, read from byte `offset` on. Gives the number of lines added in front. */
  prepend(piece: Uint8Array, offset: number): number {
    const skipped = offset === 0 ? 0 : bytesBeforeLine(piece);
    const { lines, partial } = new LineSplitter().push(
      new TextDecoder().decode(piece.subarray(skipped)),
    );
    const earlier = partial === '' ? lines : [...lines, partial];
    let carry = '';
    const coloured = earlier.map(line => {
      const whole = carry + line;
      carry = colourCarry(carry, line);
      return whole;
    });
    this.lines = coloured.concat(this.lines);
    this.characters += piece.length;
    this.from = offset + skipped;
    this.before = this.from === 0 ? 0 : null;
    this.marks = this.marks.map(mark => ({
      ...mark,
      lines: mark.lines + earlier.length,
    }));
    return earlier.length;
  }

  /** Lets go of the oldest lines beyond the capacity. Gives the number of lines removed in front. */
  trim(): number {
    if (this.characters <= this.capacity) return 0;
    const half = this.lines.length / 2;
    const mark = this.marks.find(({ lines }) => lines >= half);
    if (!mark) return 0;
    const removed = this.lines.slice(0, mark.lines);
    this.lines = this.lines.slice(mark.lines);
    for (const line of removed) this.characters -= line.length + 1;
    this.from = mark.offset;
    if (this.before !== null) this.before += mark.lines;
    this.marks = this.marks.flatMap(({ offset, lines }) =>
      lines > mark.lines ? [{ offset, lines: lines - mark.lines }] : [],
    );
    return mark.lines;
  }

  private push(line: string) {
    this.lines.push(this.carry + line);
    this.characters += line.length + 1;
    this.carry = colourCarry(this.carry, line);
  }

  /** Remembers the end of the last whole line, at most once every 64 KiB. */
  private mark(offset: number, bytes: Uint8Array) {
    const newline = bytes.lastIndexOf(NEWLINE);
    if (newline < 0) return;
    const at = offset + newline + 1;
    const last = this.marks[this.marks.length - 1];
    if (last && at - last.offset < 65_536) return;
    this.marks.push({ offset: at, lines: this.lines.length });
  }
}
