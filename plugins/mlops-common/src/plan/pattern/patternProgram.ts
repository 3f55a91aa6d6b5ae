import type { PatternNode } from './parsePattern';

/** Steps of a machine that is in many places at once. `split` goes on at both. */
export type PatternStep =
  | { kind: 'character'; matches: RegExp }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'found' };

const MOST_STEPS = 1000;

/**
 * Writes a pattern as steps. `a{2,3}` becomes `aaa?`, which is where the size comes from.
 *
 * @throws SyntaxError for a pattern of more than 1,000 steps
 */
export function patternProgram(pattern: PatternNode): PatternStep[] {
  const steps: PatternStep[] = [];
  let work = 0;

  const write = (node: PatternNode): void => {
    work += 1;
    if (steps.length > MOST_STEPS || work > 10 * MOST_STEPS) {
      throw new SyntaxError('the pattern repeats too much: use smaller counts');
    }
    switch (node.kind) {
      case 'sequence':
        node.nodes.forEach(write);
        break;
      case 'choice':
        writeChoice(node.options);
        break;
      case 'repeat':
        for (let count = 0; count < node.least; count++) write(node.node);
        if (node.most === Infinity) {
          const loop = split();
          write(node.node);
          steps.push({ kind: 'split', first: loop.at, second: loop.at });
          loop.secondIsHere();
        } else {
          const skips = [];
          for (let count = node.least; count < node.most; count++) {
            skips.push(split());
            write(node.node);
          }
          skips.forEach(skip => skip.secondIsHere());
        }
        break;
      default:
        steps.push(node);
    }
  };

  /** A fork whose first way is the next step. */
  const split = () => {
    const at = steps.length;
    const step = { kind: 'split' as const, first: at + 1, second: at + 1 };
    steps.push(step);
    return {
      at,
      secondIsHere: () => {
        step.second = steps.length;
      },
    };
  };

  const writeChoice = (options: PatternNode[]) => {
    const ends: Array<ReturnType<typeof split>> = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        write(option);
        return;
      }
      const fork = split();
      write(option);
      const end = jump();
      fork.secondIsHere();
      ends.push(end);
    });
    ends.forEach(end => end.secondIsHere());
  };

  /** A step that goes on only at one place, known later. */
  const jump = () => {
    const at = steps.length;
    const step = { kind: 'split' as const, first: at, second: at };
    steps.push(step);
    return {
      at,
      secondIsHere: () => {
        step.first = steps.length;
        step.second = steps.length;
      },
    };
  };

  write(pattern);
  steps.push({ kind: 'found' });
  return steps;
}
