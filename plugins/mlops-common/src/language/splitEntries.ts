/** A piece of a list, without the white space around it. */
export interface Entry {
  text: string;
  /** Where `text` starts in the whole. */
  position: number;
}

/** Splits a list at commas and line ends; empty entries are nothing. */
export function splitEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  for (const match of text.matchAll(/[^,\r\n]+/g)) {
    const entry = match[0].trim();
    if (entry !== '') {
      const position = match.index + match[0].indexOf(entry);
      entries.push({ text: entry, position });
    }
  }
  return entries;
}
