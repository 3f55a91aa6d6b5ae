/** Characters that nobody sees and that mean something to a file system, a terminal or a parser. */
export const INVISIBLE_SAMPLES = [
  '\n',
  '\r\n',
  '\0',
  '\t',
  '\u202e',
  '\u200b',
  '\ud800',
] as const;
