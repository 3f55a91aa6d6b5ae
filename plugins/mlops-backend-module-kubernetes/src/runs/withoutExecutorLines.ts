const NEWLINE = 10;
const OWN = /^time=.*\bargo=true\b/;

/**
 * The bytes of the log of a container without the lines that Argo's executor, which started the task, writes about
 * itself. A line is held back until it has ended only as long as it may be one of those.
 */
export async function* withoutExecutorLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const start = Buffer.from('time=');
  let held = Buffer.alloc(0);
  let isPassing = false;
  for await (const chunk of bytes) {
    let rest = Buffer.concat([held, chunk]);
    held = Buffer.alloc(0);
    while (rest.length > 0) {
      const end = rest.indexOf(NEWLINE);
      const line = end === -1 ? rest : rest.subarray(0, end + 1);
      const mayBeOwn =
        !isPassing &&
        line
          .subarray(0, start.length)
          .equals(start.subarray(0, Math.min(line.length, start.length)));
      if (end === -1 && mayBeOwn) {
        held = Buffer.from(rest);
        break;
      }
      if (!mayBeOwn || !OWN.test(line.toString())) yield line;
      isPassing = end === -1;
      rest = rest.subarray(line.length);
    }
  }
  if (held.length > 0 && !OWN.test(held.toString())) yield held;
}
