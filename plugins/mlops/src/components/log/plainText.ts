import { withoutControls } from './withoutControls';

const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9:;]*m`, 'g');

/** What a reader sees of a line: for search, copying and screen readers. */
export function plainText(line: string): string {
  return withoutControls(line).replace(COLOURS, '');
}
