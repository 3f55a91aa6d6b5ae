import type { Parsed } from '../Parsed';
import { problemAt } from '../problemAt';
import { ExpressionReader, SyntaxProblem } from './ExpressionReader';
import type { TemplateExpression, TemplateText } from './TemplateText';

/**
 * Reads a text with expressions such as `{{ run.id }}`, `{{ run.date | date('yyyy-MM-dd') }}`,
 * `{{ params.x }}` or `{{ tasks.load.outputs.rows }}`. Expressions hold names, quoted texts and fixed
 * filters, never code. Two opening braces themselves are written `{{ '{{' }}`.
 *
 * @public
 */
export function parseTemplateText(text: string): Parsed<TemplateText> {
  try {
    return { ok: true, value: { parts: readParts(text) } };
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      return problemAt(error.position, error.message);
    }
    throw error;
  }
}

/** Writes what `parseTemplateText` reads. @public */
export function formatTemplateText(template: TemplateText): string {
  return template.parts
    .map(part => (typeof part === 'string' ? part : formatExpression(part)))
    .join('');
}

function readParts(text: string): Array<string | TemplateExpression> {
  const parts: Array<string | TemplateExpression> = [];
  let position = 0;
  while (position < text.length) {
    const open = text.indexOf('{{', position);
    if (open !== position) {
      parts.push(text.slice(position, open === -1 ? undefined : open));
    }
    if (open === -1) break;
    const reader = new ExpressionReader(text, open + 2);
    parts.push(readExpression(reader, open));
    position = reader.position;
  }
  return parts;
}

function readExpression(
  reader: ExpressionReader,
  open: number,
): TemplateExpression {
  const quoted = reader.quoted();
  const source: TemplateExpression['source'] =
    quoted === null
      ? { kind: 'name', segments: reader.name() }
      : { kind: 'text', value: quoted };
  const filters = [];
  while (reader.accept('|')) filters.push(reader.filter());
  if (!reader.accept('}}')) {
    throw new SyntaxProblem(
      reader.position,
      'the expression must end here with "}}": it holds one name or quoted text and filters after "|"',
    );
  }
  return { source, filters, position: open };
}

function formatExpression(expression: TemplateExpression): string {
  const { source, filters } = expression;
  const first =
    source.kind === 'text' ? quote(source.value) : formatName(source.segments);
  return `{{ ${[first, ...filters.map(formatFilter)].join(' | ')} }}`;
}

/** `date('yyyy')`, as it stands after the bar. */
export function formatFilter(
  filter: TemplateExpression['filters'][number],
): string {
  return filter.argument === null
    ? filter.name
    : `${filter.name}(${quote(filter.argument)})`;
}

/** `tasks.load.outputs['a name']`. */
export function formatName(segments: readonly string[]): string {
  return segments
    .map((segment, index) => {
      if (!/^[A-Za-z0-9_-]+$/.test(segment)) return `[${quote(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

function quote(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t');
  return `'${escaped}'`;
}
