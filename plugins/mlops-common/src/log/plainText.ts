import { withoutControls } from './withoutControls';

const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9:;]*m`, 'g');

/** Everything of a line up to the last carriage return behind which something stands. */
const RETURNS = /^[^\n]*\r(?=[^\r\n])/gm;

/**
 * What a reader sees of one or many lines: for search, copying and screen readers. A carriage return starts
 * its line over, as in a terminal, so that a progress bar leaves only its last state.
 *
 * @public
 */
export function plainText(text: string): string {
  const last = text.includes('\r') ? text.replace(RETURNS, '') : text;
  const clean = withoutControls(last);
  return clean.includes(ESCAPE) ? clean.replace(COLOURS, '') : clean;
}
