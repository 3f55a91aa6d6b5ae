import { parsePattern } from './parsePattern';
import { patternProgram, type PatternStep } from './patternProgram';

/** Longer text never matches, so that the time is bounded whatever the pattern. */
const LONGEST_TEXT = 10_000;

/**
 * Regular expressions for the schemas of users. The time is linear in the text for every pattern, because
 * all ways through it are followed at once (K. Thompson, "Regular expression search algorithm", 1968) and
 * none is tried again: no pattern can keep the backend busy.
 */
export const linearPattern = Object.assign(
  (pattern: string) => {
    const steps = patternProgram(parsePattern(pattern));
    return {
      test: (text: string) => matches(steps, text),
      // Ajv takes this for the identity of a pattern.
      toString: () => `/${pattern}/u`,
    };
  },
  { code: 'linearPattern' },
);

function matches(steps: readonly PatternStep[], text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  const characters = [...text];
  let places: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    // A match may start anywhere.
    const now = reach(steps, [...places, 0], at, characters.length);
    if (now === 'found') return true;
    const character = characters[at] ?? '';
    places = now
      .filter(place => {
        const step = steps[place];
        return step.kind === 'character' && step.matches.test(character);
      })
      .map(place => place + 1);
  }
  return false;
}

/** All places that can be reached without reading a character. */
function reach(
  steps: readonly PatternStep[],
  from: number[],
  at: number,
  end: number,
): number[] | 'found' {
  const reached = new Set<number>();
  const open = from;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (!reached.has(place)) {
      reached.add(place);
      const step = steps[place];
      switch (step.kind) {
        case 'found':
          return 'found';
        case 'fork':
          open.push(step.first, step.second);
          break;
        case 'start':
          if (at === 0) open.push(place + 1);
          break;
        case 'end':
          if (at === end) open.push(place + 1);
          break;
        default:
      }
    }
  }
  return [...reached];
}
