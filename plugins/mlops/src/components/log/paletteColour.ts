/** Levels of the 6 × 6 × 6 cube in the 256 colours of xterm. */
const LEVELS = [0, 95, 135, 175, 215, 255];

/** The colour of an xterm index from 16 to 255; the first 16 belong to the theme and give `undefined`. */
export function paletteColour(index: number): string | undefined {
  if (index >= 232 && index <= 255) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  if (index < 16 || index > 255) return undefined;
  const cube = index - 16;
  const red = LEVELS[Math.floor(cube / 36)];
  const green = LEVELS[Math.floor(cube / 6) % 6];
  const blue = LEVELS[cube % 6];
  return `rgb(${red}, ${green}, ${blue})`;
}
