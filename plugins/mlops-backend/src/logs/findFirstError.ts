import { plainText, type LogLine } from '@mlops/plugin-mlops-common';
import { lineOffset, wholeLines } from './wholeLines';

/**
 * What a line looks like that tells of an error. None of these tries a place of the text again, so that the
 * time is linear in it.
 */
const SIGNS = [
  // Python, also chained and in groups.
  /Traceback \(most recent call last\)/,
  // A level as loggers write it: a word of its own in capitals, or the value of a field.
  /(?:^|[\s[(|<"'=])(?:ERROR|FATAL|CRITICAL|PANIC|SEVERE)(?![\w-])/,
  /"?(?:level|severity)"?\s?[=:]\s?"?(?:error|fatal|critical|panic)(?![\w-])/i,
  // The name of an exception at the begin of a line: `ValueError: …`, `java.io.IOException: …`.
  /^(?:Exception in thread .{1,200} )?[A-Za-z_][\w.$]{0,200}(?:Error|Exception)(?::|$)/,
  // Compilers and shells: `x.c:1:2: error: …`, `error[E0308]: …`, `fatal: …`.
  /(?:^|\s)(?:error(?:\[\w{1,20}\])?|fatal(?: error)?|panic): /i,
  // What the system says of a process that could not start or go on.
  /: (?:command not found|not found|Permission denied|No space left on device)$/,
  /(?:^|\W)(?:Segmentation fault|core dumped|Out of memory|OutOfMemoryError)/,
  /^(?:Killed|Aborted)$/,
].map(({ source, flags }) => new RegExp(source, `${flags}gm`));

/** The first line that reads like an error; a guess from the words alone, so that nobody need wait for it. */
export async function findFirstError(
  source: AsyncIterable<Uint8Array>,
): Promise<LogLine | null> {
  for await (const piece of wholeLines(source, { offset: 0, line: 0 })) {
    const text = plainText(piece.bytes.toString('utf8'));
    const at = firstSign(text);
    if (at !== null) {
      const lines = text.slice(0, at).split('\n').length - 1;
      return {
        line: piece.line + lines + 1,
        offset: piece.offset + lineOffset(piece.bytes, lines),
      };
    }
  }
  return null;
}

function firstSign(text: string): number | null {
  const places = SIGNS.flatMap(sign => {
    sign.lastIndex = 0;
    const match = sign.exec(text);
    // A sign may begin with the line feed before it.
    return match ? [match.index + (match[0].startsWith('\n') ? 1 : 0)] : [];
  });
  return places.length > 0 ? Math.min(...places) : null;
}
