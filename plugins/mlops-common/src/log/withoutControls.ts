const ESCAPE = '\u001b';
const BELL = '\u0007';

/** What a terminal obeys and a page does not: titles, links and pictures, cursor moves, character sets. */
const SEQUENCES = new RegExp(
  [
    `${ESCAPE}[\\]PX^_][^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}\\[[0-9:;<=>?]*[ -/]*[@-ln-~]`,
    `${ESCAPE}[ -/]+[0-~]`,
    `${ESCAPE}[0-Z\\\\^-~]`,
  ].join('|'),
  'g',
);

/** Single control characters except tab, line feed and the escape that begins a colour. */
const CHARACTERS = new RegExp(`(?![\\t\\n${ESCAPE}])\\p{Cc}`, 'gu');

/** The same and the escape: most text has none of them, which one look tells. */
const ANY = new RegExp('(?![\\t\\n])\\p{Cc}', 'u');

/** The bidirectional overrides, with which a line could be made to read as what it is not. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Leaves text, line feeds and colours (CSI … m); takes everything else that steers a terminal away. The time is
 * linear in the text, whatever it holds.
 *
 * @public
 */
export function withoutControls(text: string): string {
  const plain = text.replace(OVERRIDES, '');
  if (!ANY.test(plain)) return plain;
  return plain.replace(SEQUENCES, '').replace(CHARACTERS, '');
}
