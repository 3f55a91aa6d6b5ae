import { formatBytes } from '../shared/formatBytes';
import { colourCarry } from './colourCarry';
import { GAP, LineSplitter } from './LineSplitter';

const NEWLINE = 0x0a;

/** The lines of one stretch of a log, which begins where a line begins. It grows at its end. */
export class StretchText {
  private readonly lines: string[] = [];
  private partial = '';
  private decoder = new TextDecoder();
  private splitter = new LineSplitter();
  /** Bytes of the log before each line. */
  private readonly begins: number[];
  private to: number;

  /** `carry`: the colours in force where it begins. */
  constructor(offset: number, private carry = '') {
    this.begins = [offset];
    this.to = offset;
  }

  /** Bytes of the log before what comes next. */
  get end(): number {
    return this.to;
  }

  /** How much of the log it stands for. */
  get bytes(): number {
    return this.to - this.begins[0];
  }

  /** The colours in force at its end. */
  get colours(): string {
    return this.carry;
  }

  /** Of a line by its number in the stretch, from 0; the last one as far as it was written. */
  line(index: number): string {
    if (index === this.lines.length) return this.carry + this.partial;
    return this.lines[index] ?? '';
  }

  /** Bytes of the log before a line. */
  beginOf(index: number): number | undefined {
    return this.begins[index];
  }

  append(bytes: Uint8Array) {
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === NEWLINE) this.begins.push(this.to + at + 1);
    }
    this.to += bytes.length;
    this.write(this.decoder.decode(bytes, { stream: true }));
  }

  /** Leaves out bytes of a long line; a mark with their number stands for them. */
  skip(bytes: number) {
    this.write(this.decoder.decode());
    this.decoder = new TextDecoder();
    this.write(`${GAP}${formatBytes(bytes)}${GAP}`);
    this.to += bytes;
  }

  /** Hands the last, unfinished line on to a stretch of its own. */
  takeLast(): StretchText {
    const last = new StretchText(this.begins.pop() ?? this.to, this.carry);
    last.to = this.to;
    last.partial = this.partial;
    last.splitter = this.splitter;
    last.decoder = this.decoder;
    this.to = last.begins[0];
    this.partial = '';
    return last;
  }

  private write(text: string) {
    const split = this.splitter.push(text);
    for (const line of split.lines) {
      this.lines.push(this.carry + line);
      this.carry = colourCarry(this.carry, line);
    }
    this.partial = split.partial;
  }
}
