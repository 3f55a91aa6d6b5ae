/** Where a position is, both counted from 1. */
export function lineAndColumn(
  text: string,
  position: number,
): { line: number; column: number } {
  const lines = text.slice(0, position).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
