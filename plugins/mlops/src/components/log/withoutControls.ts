const ESCAPE = '\u001b';
const BELL = '\u0007';

/** What a terminal obeys and a page does not: titles and links, cursor moves, character sets. */
const SEQUENCES = new RegExp(
  [
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}\\[[0-9:;<=>?]*[ -/]*[@-ln-~]`,
    `${ESCAPE}[ -/]+[0-~]`,
    `${ESCAPE}[0-Z\\\\^-~]`,
  ].join('|'),
  'g',
);

/** Single control characters except tab and the escape that begins a colour. */
const CHARACTERS = new RegExp(`(?![\t${ESCAPE}])\\p{Cc}`, 'gu');

/** The bidirectional overrides, with which a line could be made to read as what it is not. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** Leaves text and colours (CSI … m); takes everything else that steers a terminal away. */
export function withoutControls(line: string): string {
  return line
    .replace(SEQUENCES, '')
    .replace(CHARACTERS, '')
    .replace(OVERRIDES, '');
}
