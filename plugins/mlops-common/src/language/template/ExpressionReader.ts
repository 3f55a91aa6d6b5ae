import {
  TEMPLATE_FILTERS,
  type TemplateFilter,
  type TemplateFilterName,
} from './TemplateText';

/** Thrown inside the reader only, `parseTemplateText` turns it into a value. */
export class SyntaxProblem extends Error {
  constructor(readonly position: number, message: string) {
    super(message);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Reads the small pieces of an expression, from left to right. */
export class ExpressionReader {
  constructor(private readonly text: string, public position: number) {}

  skipSpace() {
    this.match(/\s+/y);
  }

  /** Whether `token` comes next; if so it is read. */
  accept(token: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  name(): string[] {
    const segments = [this.segment()];
    for (;;) {
      if (this.accept('.')) segments.push(this.segment());
      else if (this.accept('[')) segments.push(this.key());
      else return segments;
    }
  }

  filter(): TemplateFilter {
    this.skipSpace();
    const { position } = this;
    const written = this.match(/[A-Za-z_]+/y) ?? '';
    const name = TEMPLATE_FILTERS.find(filter => filter === written);
    if (name === undefined) {
      throw new SyntaxProblem(
        position,
        `"${written}" is not a filter: use ${TEMPLATE_FILTERS.join(', ')}`,
      );
    }
    const argument = this.argument();
    checkArgument(name, argument, position);
    return { name, argument };
  }

  /** A text between single or double quotes, or `null` where none starts. */
  quoted(): string | null {
    this.skipSpace();
    const start = this.position;
    const quote = this.text[start];
    if (quote !== "'" && quote !== '"') return null;
    let value = '';
    for (let at = start + 1; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === quote) {
        this.position = at + 1;
        return value;
      }
      if (character === '\\') {
        at += 1;
        const escaped = this.text[at] ?? '';
        if (!Object.hasOwn(ESCAPES, escaped)) {
          throw new SyntaxProblem(
            at - 1,
            `"\\${escaped}" means nothing: use \\n, \\t, \\\\, \\' or \\"`,
          );
        }
        value += ESCAPES[escaped];
      } else {
        value += character;
      }
    }
    throw new SyntaxProblem(start, `the quote ${quote} is never closed`);
  }

  private argument(): string | null {
    if (!this.accept('(')) return null;
    const { position } = this;
    const argument = this.quoted();
    if (argument === null || !this.accept(')')) {
      throw new SyntaxProblem(
        position,
        "a filter takes one text, such as date('yyyy-MM-dd')",
      );
    }
    return argument;
  }

  private segment(): string {
    this.skipSpace();
    const segment = this.match(/[A-Za-z0-9_-]+/y);
    if (segment === null) {
      throw new SyntaxProblem(
        this.position,
        'a name must stand here, such as run.id or params.epochs',
      );
    }
    return segment;
  }

  private key(): string {
    const { position } = this;
    const key = this.quoted();
    if (key === null || !this.accept(']')) {
      throw new SyntaxProblem(
        position,
        "brackets hold one text, such as params['a name']",
      );
    }
    return key;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (!match) return null;
    this.position = pattern.lastIndex;
    return match[0];
  }
}

function checkArgument(
  name: TemplateFilterName,
  argument: string | null,
  position: number,
) {
  if (name === 'default' && argument === null) {
    throw new SyntaxProblem(
      position,
      "default needs the text to use instead, such as default('none')",
    );
  }
  if (argument !== null && name !== 'default' && name !== 'date') {
    throw new SyntaxProblem(position, `${name} takes nothing in brackets`);
  }
}
