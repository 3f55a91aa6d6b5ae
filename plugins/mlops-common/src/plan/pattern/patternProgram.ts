import type { PatternNode } from './parsePattern';

/** Steps of a machine that is in many places at once. `fork` goes on at both. */
export type PatternStep =
  | { kind: 'character'; matches: RegExp }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'fork'; first: number; second: number }
  | { kind: 'found' };

const MOST_STEPS = 1000;

class ProgramWriter {
  readonly steps: PatternStep[] = [];
  /** Also counts what writes no steps: an empty group can be repeated, and the repeats repeated. */
  private work = 0;

  write(node: PatternNode): void {
    this.work += 1;
    if (this.steps.length > MOST_STEPS || this.work > 10 * MOST_STEPS) {
      throw new SyntaxError('the pattern repeats too much: use smaller counts');
    }
    switch (node.kind) {
      case 'sequence':
        node.nodes.forEach(part => this.write(part));
        break;
      case 'choice':
        this.writeChoice(node.options);
        break;
      case 'repeat':
        this.writeRepeat(node);
        break;
      default:
        this.steps.push(node);
    }
  }

  private writeRepeat({
    node,
    least,
    most,
  }: Extract<PatternNode, { kind: 'repeat' }>) {
    for (let count = 0; count < least; count++) this.write(node);
    if (most === Infinity) {
      const start = this.steps.length;
      const leave = this.fork();
      this.write(node);
      this.steps.push({ kind: 'fork', first: start, second: start });
      leave.second = this.steps.length;
    } else {
      const skips = [];
      for (let count = least; count < most; count++) {
        skips.push(this.fork());
        this.write(node);
      }
      for (const skip of skips) skip.second = this.steps.length;
    }
  }

  private writeChoice(options: readonly PatternNode[]) {
    const ends = [];
    for (const option of options.slice(0, -1)) {
      const other = this.fork();
      this.write(option);
      ends.push(this.fork());
      other.second = this.steps.length;
    }
    options.slice(-1).forEach(option => this.write(option));
    for (const end of ends) {
      end.first = this.steps.length;
      end.second = this.steps.length;
    }
  }

  /** Goes on at the next step, and elsewhere too once that is known. */
  private fork() {
    const next = this.steps.length + 1;
    const fork = { kind: 'fork' as const, first: next, second: next };
    this.steps.push(fork);
    return fork;
  }
}

/**
 * Writes a pattern as steps. `a{2,3}` becomes `aaa?`, which is where the size comes from.
 *
 * @throws SyntaxError for a pattern of more than 1,000 steps
 */
export function patternProgram(pattern: PatternNode): PatternStep[] {
  const writer = new ProgramWriter();
  writer.write(pattern);
  writer.steps.push({ kind: 'found' });
  return writer.steps;
}
