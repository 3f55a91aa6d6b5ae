import { open, type FileHandle } from 'node:fs/promises';
import type { LogTimesRange, LogTimeState } from '@mlops/plugin-mlops-node';
import { readIfThere } from '../readIfThere';

/** No entry is longer: two numbers of at most 16 digits, a blank and a line feed. */
const LONGEST_ENTRY = 40;
const PIECE = 64 * 1024;

/**
 * Entries of the index that a supervisor writes beside the log: `<offset> <milliseconds since 1970>` a line,
 * ascending. What is asked for is found by halving, so that a large index costs no more than a small one.
 */
export async function readLogTimes(
  path: string,
  range: LogTimesRange,
): Promise<LogTimeState[]> {
  const file = await readIfThere(() => open(path, 'r'));
  if (!file) return [];
  try {
    const { size } = await file.stat();
    return await entriesFrom(
      file,
      await findStart(file, size, range.from),
      range,
    );
  } finally {
    await file.close();
  }
}

/** Bytes of the index before an entry that is at or before `from`, and close to it. */
async function findStart(
  file: FileHandle,
  size: number,
  from: number,
): Promise<number> {
  let low = 0;
  let high = size;
  while (high - low > PIECE) {
    const middle = Math.floor((low + high) / 2);
    const found = await firstEntry(file, middle);
    if (found && found.entry.offset <= from) low = found.at;
    else high = middle;
  }
  return low;
}

/** The first whole entry behind a place that may lie inside of one. */
async function firstEntry(file: FileHandle, place: number) {
  const text = await textAt(file, place, 4 * LONGEST_ENTRY);
  const begin = text.indexOf('\n') + 1;
  const entry = begin > 0 ? parse(text.slice(begin).split('\n')[0]) : undefined;
  return entry && { at: place + begin, entry };
}

async function entriesFrom(
  file: FileHandle,
  start: number,
  { from, to, limit }: LogTimesRange,
): Promise<LogTimeState[]> {
  const entries: LogTimeState[] = [];
  let at = start;
  let rest = '';
  for (;;) {
    const text = await textAt(file, at, PIECE);
    at += text.length;
    const lines = (rest + text).split('\n');
    // What has no line feed yet is still being written.
    rest = lines.pop() ?? '';
    for (const entry of lines.flatMap(line => parse(line) ?? [])) {
      if (entry.offset >= to) return entries;
      // Of those up to `from` the last one counts; the same byte twice means that the first was lost.
      if (entry.offset <= from) entries.length = 0;
      if (entries.at(-1)?.offset === entry.offset) entries.pop();
      if (entries.length === limit) return entries;
      entries.push(entry);
    }
    if (text.length === 0) return entries;
  }
}

async function textAt(file: FileHandle, place: number, length: number) {
  const { buffer, bytesRead } = await file.read(
    Buffer.allocUnsafe(length),
    0,
    length,
    place,
  );
  return buffer.toString('latin1', 0, bytesRead);
}

/** A full disk can leave half of an entry. */
function parse(line: string): LogTimeState | undefined {
  const match = /^(\d{1,16}) (\d{1,16})$/.exec(line);
  return match ? { offset: Number(match[1]), at: Number(match[2]) } : undefined;
}
