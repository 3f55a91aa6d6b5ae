/** The command that runs another one in the machine that process `pid` holds. */
export function inMachine(pid, command) {
  return [
    ...['nsenter', '--target', `${pid}`, '--net', '--uts', '--mount', '--'],
    ...command,
  ];
}
