/** The first rows of a table written with a separator. */
export interface ParsedTable {
  head: string[];
  rows: string[][];
  /** Whether rows were left out. */
  cut: boolean;
}

/**
 * Reads CSV (RFC 4180: fields in double quotes may hold separators, line breaks and doubled quotes) or,
 * with a tab as separator, TSV. At most `most` rows after the head.
 */
export function parseTable(
  text: string,
  separator: string,
  most: number,
): ParsedTable {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  let at = 0;

  const endRecord = () => {
    record.push(field);
    field = '';
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  };

  while (at < text.length && records.length <= most + 1) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === separator) {
      record.push(field);
      field = '';
    } else if (character === '\n') endRecord();
    else if (character !== '\r' || text[at + 1] !== '\n') field += character;
    at += 1;
  }
  if (field !== '' || record.length > 0) endRecord();

  const [head = [], ...rows] = records;
  return { head, rows: rows.slice(0, most), cut: rows.length > most };
}
