import Anser from 'anser';
import { withoutControls } from '@mlops/plugin-mlops-common';
import { paletteColour } from './paletteColour';

/**
 * A stretch of text in one style. `styles` are names of the log's style sheet; `colour` and
 * `background` are `rgb(…)` made of numbers. Nothing but `text` comes from the log.
 */
export interface LogSpan {
  text: string;
  styles: readonly AnsiStyle[];
  colour?: string;
  background?: string;
}

const COLOURS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;

const DECORATIONS = [
  'bold',
  'dim',
  'italic',
  'underline',
  'strikethrough',
] as const;

export type AnsiStyle =
  | `fg-${(typeof COLOURS)[number]}`
  | `bg-${(typeof COLOURS)[number]}`
  | (typeof DECORATIONS)[number]
  | 'bright';

const ESCAPE = '\u001b';

/** Reads the colours of one line; every other control sequence is left out. */
export function ansiSpans(line: string): LogSpan[] {
  const text = withoutControls(line);
  if (!text.includes(ESCAPE)) return text === '' ? [] : [plain(text)];
  return Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map(
    span,
  );
}

function plain(text: string): LogSpan {
  return { text, styles: [] };
}

function span(entry: Anser.AnserJsonEntry): LogSpan {
  const styles: AnsiStyle[] = [];
  const result: LogSpan = { text: entry.content, styles };

  const fg = named(entry.fg);
  if (fg) styles.push(`fg-${fg}`);
  if (fg && entry.fg.includes('bright')) styles.push('bright');
  const bg = named(entry.bg);
  if (bg) styles.push(`bg-${bg}`);
  for (const decoration of DECORATIONS) {
    if (entry.decorations.includes(decoration)) styles.push(decoration);
  }

  const colour = exact(entry.fg, entry.fg_truecolor);
  if (colour) result.colour = colour;
  const background = exact(entry.bg, entry.bg_truecolor);
  if (background) result.background = background;
  return result;
}

function named(colour: string | null) {
  return COLOURS.find(
    name => colour === `ansi-${name}` || colour === `ansi-bright-${name}`,
  );
}

function exact(
  colour: string | null,
  trueColour: string | null,
): string | undefined {
  if (trueColour && /^\d{1,3}, \d{1,3}, \d{1,3}$/.test(trueColour)) {
    return `rgb(${trueColour})`;
  }
  const palette = /^ansi-palette-(\d{1,3})$/.exec(colour ?? '');
  return palette ? paletteColour(Number(palette[1])) : undefined;
}
