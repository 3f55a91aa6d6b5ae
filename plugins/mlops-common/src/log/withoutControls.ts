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

const range = (from: number, to: number) =>
  `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;

/** Tab, line feed and the escape that begins a colour are none of these; C1 controls are. */
const SINGLE = [
  range(0x00, 0x08),
  range(0x0b, 0x1a),
  range(0x1c, 0x1f),
  range(0x7f, 0x9f),
].join('');

const CHARACTERS = new RegExp(`[${SINGLE}]`, 'g');

/** Most text has nothing to be taken away, which one look tells. */
const ANY = new RegExp(`[${ESCAPE}${SINGLE}]`);

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
