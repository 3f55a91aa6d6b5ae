import { plainText, type LogSearchEvent } from '@mlops/plugin-mlops-common';
import { lineOffset, wholeLines, type LogPiece } from './wholeLines';

/** Bytes after which a search says how far it is. */
const PROGRESS_EVERY = 8 * 1024 * 1024;

type LineEvent = Extract<LogSearchEvent, { type: 'line' }>;

/** What is looked for, and how much of it. */
export interface LogSearch {
  text: string;
  matchCase?: boolean;
  /** Bytes before the first line that counts. */
  from: number;
  /** Lines at most. */
  limit: number;
}

/**
 * Lines in which a text occurs, as a reader sees them: without colours, and of a progress bar its last state.
 * Holds one piece of the log at a time. In a line of more than 1 MiB an occurrence may be missed that lies
 * across a border of pieces.
 *
 * @param start - the begin of a line, from which `source` comes
 */
export async function* searchLog(
  source: AsyncIterable<Uint8Array>,
  start: { offset: number; line: number },
  search: LogSearch,
): AsyncIterable<LogSearchEvent> {
  let told = 0;
  let said = start.offset;
  let to = start.offset;
  /** The parts of a long line tell of one line. */
  let last: LineEvent | undefined;
  for await (const piece of wholeLines(source, start)) {
    for (const found of linesIn(piece, search)) {
      if (found.offset < search.from) continue;
      if (last?.line === found.line) {
        last.hits += found.hits;
      } else {
        if (last) {
          yield last;
          told += 1;
        }
        if (told === search.limit) {
          yield { type: 'end', to: found.offset, complete: false };
          return;
        }
        last = found;
      }
    }
    const end = piece.offset + piece.bytes.length;
    to = beginOfLastLine(piece);
    if (end - said >= PROGRESS_EVERY) {
      said = end;
      yield { type: 'progress', to: end };
    }
  }
  if (last) yield last;
  yield { type: 'end', to, complete: true };
}

function* linesIn(
  { bytes, offset, line }: LogPiece,
  { text, matchCase }: LogSearch,
): Iterable<LineEvent> {
  const needle = matchCase ? text : text.toLowerCase();
  const plain = plainText(bytes.toString('utf8'));
  const hay = matchCase ? plain : plain.toLowerCase();
  let lines = 0;
  let begin = 0;
  let bytesBefore = 0;
  let at = hay.indexOf(needle);
  while (at >= 0) {
    const before = lines;
    for (let end = hay.indexOf('\n', begin); end >= 0 && end < at; ) {
      lines += 1;
      begin = end + 1;
      end = hay.indexOf('\n', begin);
    }
    bytesBefore = lineOffset(bytes, lines - before, bytesBefore);
    const next = hay.indexOf('\n', at);
    const end = next < 0 ? hay.length : next;
    let hits = 0;
    while (at >= 0 && at < end) {
      hits += 1;
      at = hay.indexOf(needle, at + needle.length);
    }
    yield {
      type: 'line',
      line: line + lines + 1,
      offset: offset + bytesBefore,
      hits,
    };
  }
}

function beginOfLastLine({ bytes, offset }: LogPiece): number {
  return offset + bytes.lastIndexOf(0x0a) + 1;
}
