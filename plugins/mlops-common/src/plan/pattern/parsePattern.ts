/** A regular expression as a tree; single characters are tested by the built-in engine. */
export type PatternNode =
  | { kind: 'character'; matches: RegExp }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'sequence'; nodes: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; node: PatternNode; least: number; most: number };

const LONGEST = 1000;

class PatternReader {
  private position = 0;

  constructor(private readonly text: string) {}

  choice(): PatternNode {
    const options = [this.sequence()];
    while (this.accept('|')) options.push(this.sequence());
    return options.length === 1 ? options[0] : { kind: 'choice', options };
  }

  private sequence(): PatternNode {
    const nodes: PatternNode[] = [];
    while (this.position < this.text.length && !/[|)]/.test(this.next())) {
      nodes.push(this.quantified(this.atom()));
    }
    return { kind: 'sequence', nodes };
  }

  private quantified(node: PatternNode): PatternNode {
    const [, simple, least, comma, most] =
      this.match(/([*+?])|\{(\d+)(,?)(\d*)\}/y) ?? [];
    if (simple === undefined && least === undefined) return node;
    // Whether a quantifier is lazy decides which match is found, not whether there is one.
    this.accept('?');
    if (simple !== undefined) {
      return {
        kind: 'repeat',
        node,
        least: simple === '+' ? 1 : 0,
        most: simple === '?' ? 1 : Infinity,
      };
    }
    const unbounded = comma === '' ? Number(least) : Infinity;
    return {
      kind: 'repeat',
      node,
      least: Number(least),
      most: most === '' ? unbounded : Number(most),
    };
  }

  private atom(): PatternNode {
    if (this.accept('^')) return { kind: 'start' };
    if (this.accept('$')) return { kind: 'end' };
    if (this.accept('(')) return this.group();
    const [character] = this.match(
      /\[(?:\\[^]|[^\]\\])*\]|\\(?:u\{[^}]*\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[^]{4}|x[^]{2}|c[^]|[pP]\{[^}]*\}|[^])|[^]/uy,
    ) ?? [''];
    if (/^\\[1-9kbB]/.test(character)) {
      throw new SyntaxError(
        `"${character}" cannot be used in a pattern: it has no references and word boundaries`,
      );
    }
    return {
      kind: 'character',
      matches: new RegExp(`^(?:${character})$`, 'u'),
    };
  }

  private group(): PatternNode {
    if (this.match(/\?<?[=!]/y)) {
      throw new SyntaxError('a pattern cannot look ahead or behind');
    }
    if (!this.match(/\?(?::|<[^>]*>)/y) && this.next() === '?') {
      throw new SyntaxError('a pattern has no flags inside');
    }
    const inside = this.choice();
    this.accept(')');
    return inside;
  }

  private next(): string {
    return this.text[this.position] ?? '';
  }

  private accept(token: string): boolean {
    if (this.next() !== token) return false;
    this.position += 1;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position = pattern.lastIndex;
    return match;
  }
}

/**
 * Reads the regular expressions that can be matched in linear time: everything but references to groups,
 * looking ahead or behind, and word boundaries.
 *
 * @throws SyntaxError for what is no regular expression or one of the exceptions
 */
export function parsePattern(pattern: string): PatternNode {
  if (pattern.length > LONGEST) {
    throw new SyntaxError(`a pattern has at most ${LONGEST} characters`);
  }
  // The built-in engine reads it too, so that what follows can rely on well-formed text.
  return new PatternReader(new RegExp(pattern, 'u').source).choice();
}
