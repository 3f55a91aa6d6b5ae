import { LineIndex, type LineIndexState } from '@mlops/plugin-mlops-common';
import type { LogSource } from './LogSource';
import { StretchText } from './StretchText';

/** Bytes up to which a stretch is read whole; a longer one is one line, of which begin and end are shown. */
const WHOLE = 2 * 1024 * 1024;
const PART = 64 * 1024;

/** Bytes of stretches that are kept. */
const MOST = 24 * 1024 * 1024;

/** The parts of a log that were read, found by the numbers of their lines. The last one grows. */
export class Stretches {
  readonly index: LineIndex;
  private readonly held = new Map<number, StretchText>();

  constructor(state: LineIndexState) {
    this.index = new LineIndex(state);
  }

  /** The number of the stretch that grows. */
  get last(): number {
    return this.index.marks.length - 1;
  }

  has(stretch: number): boolean {
    return this.held.has(stretch);
  }

  /** The text of a line, from 0, or `null` when it is not held. */
  line(line: number): string | null {
    const found = this.find(line);
    return found ? found.text.line(found.at) : null;
  }

  /** Bytes of the log before a line, or `null` when it is not held. */
  beginOf(line: number): number | null {
    const found = this.find(line);
    return found?.text.beginOf(found.at) ?? null;
  }

  /** Reads a stretch as it is known now. */
  async load(stretch: number, source: LogSource, signal: AbortSignal) {
    const { marks, size } = this.index;
    const { offset } = marks[stretch];
    const end = marks[stretch + 1]?.offset ?? size;
    const text = new StretchText(offset, this.held.get(stretch - 1)?.colours);
    const read = async (from: number, to: number) => {
      const request = { offset: from, limit: to - from, follow: false, signal };
      const { bytes } = await source.read(request);
      text.append(new Uint8Array(await new Response(bytes).arrayBuffer()));
    };
    if (end - offset <= WHOLE) {
      if (end > offset) await read(offset, end);
    } else {
      await read(offset, offset + PART);
      text.skip(end - offset - 2 * PART);
      await read(end - PART, end);
    }
    if (text.end !== end) {
      throw new Error(
        `The log ends at byte ${text.end}, but had ${end} bytes before`,
      );
    }
    this.hold(stretch, text);
  }

  /** Takes what was written behind what is known; the last stretch must be held. */
  grow(bytes: Uint8Array) {
    const { index } = this;
    let { last } = this;
    const from = index.size;
    index.push(bytes);
    let at = 0;
    for (const { offset } of index.marks.slice(last + 1)) {
      const cut = offset - from;
      const text = this.held.get(last);
      if (!text) return;
      text.append(bytes.subarray(at, Math.max(at, cut)));
      at = Math.max(at, cut);
      last += 1;
      this.hold(
        last,
        cut < at ? text.takeLast() : new StretchText(offset, text.colours),
      );
    }
    this.held.get(last)?.append(bytes.subarray(at));
  }

  private find(line: number) {
    const { index } = this;
    const stretch = index.stretchOfLine(line);
    const text = this.held.get(stretch);
    return text && { text, at: line - index.marks[stretch].line };
  }

  /** What was loaded longest ago goes first, never what grows. */
  private hold(stretch: number, text: StretchText) {
    this.held.delete(stretch);
    this.held.set(stretch, text);
    let size = 0;
    for (const { bytes } of this.held.values()) size += bytes;
    for (const [old, { bytes }] of this.held) {
      if (size <= MOST) return;
      if (old === this.last || old === stretch) continue;
      this.held.delete(old);
      size -= bytes;
    }
  }
}
