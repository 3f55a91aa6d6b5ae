/** What a POSIX shell takes as it stands. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Writes argv as a line that a POSIX shell reads back as the same argv. */
export function shellLine(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}

function quote(argument: string): string {
  return PLAIN.test(argument)
    ? argument
    : `'${argument.replace(/'/g, `'\\''`)}'`;
}
