/**
 * Reads what `testbed/machine/launch.sh` writes: the boot, and the process's line of `/proc`.
 *
 * @returns `{ boot, pid, start }`, or `undefined` for one that was not written to its end
 */
export function parseRecord(text) {
  const [, boot, pid, rest] = /^(\S+) (\d+) \(.*\) (.+)\n$/s.exec(text) ?? [];
  // After the bracket follows the third field; the start time is the twenty-second.
  const start = rest?.split(' ')[19];
  return start === undefined ? undefined : { boot, pid: Number(pid), start };
}
