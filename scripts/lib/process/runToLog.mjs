import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { Refusal } from '../Refusal.mjs';

const TAIL_LINES = 40;

/**
 * Runs a command with all its output in a file. A failure shows the end of that file, because the
 * cause stands there.
 *
 * @param command - file and arguments
 * @param options - `title` for messages, `log` file, `onLine` for progress, and what `spawn` takes
 */
export async function runToLog(
  [file, ...args],
  { title, log, onLine, ...spawning },
) {
  mkdirSync(dirname(log), { recursive: true });
  const sink = createWriteStream(log);
  const child = spawn(file, args, {
    ...spawning,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(sink, { end: false });
    if (onLine) eachLine(stream, onLine);
  }
  const ending = await new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : signal ?? `exit code ${code}`),
    );
  });
  sink.end();
  await finished(sink);
  if (ending === undefined) return;
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n');
  throw new Refusal(
    [
      ...tail.slice(-TAIL_LINES),
      `${title} failed (${ending}); the whole log is in ${log}`,
    ].join('\n'),
  );
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', text => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    lines.filter(line => line.trim() !== '').forEach(line => onLine(line));
  });
}
