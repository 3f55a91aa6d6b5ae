import type { OutputReference, PlanText } from '../../plan/ProgramPlan';
import type { Parsed } from '../Parsed';
import { problemAt } from '../problemAt';
import { applyFilter } from './applyFilter';
import { lookUp } from './lookUp';
import { formatFilter, formatName } from './parseTemplateText';
import type { TemplateScope } from './TemplateScope';
import type { TemplateExpression, TemplateText } from './TemplateText';
import { textOf } from './textOf';

/**
 * What a text stands for: a value, typed where the text is exactly one expression, or text that waits for
 * outputs of upstream tasks.
 *
 * @public
 */
export type TemplateValue =
  | { kind: 'value'; value: unknown }
  | { kind: 'waiting'; text: Exclude<PlanText, string> };

/**
 * Puts values in for the names of a text. What is put in is never evaluated again.
 *
 * @public
 */
export function evaluateTemplate(
  template: TemplateText,
  scope: TemplateScope,
): Parsed<TemplateValue> {
  const [only] = template.parts;
  if (template.parts.length === 1 && typeof only !== 'string') {
    const value = evaluateExpression(only, scope);
    if (!value.ok) return value;
    return {
      ok: true,
      value:
        value.value.kind === 'value'
          ? value.value
          : { kind: 'waiting', text: { parts: [value.value.reference] } },
    };
  }
  return evaluateParts(template, scope);
}

type ExpressionValue =
  | { kind: 'value'; value: unknown }
  | { kind: 'reference'; reference: OutputReference };

function evaluateParts(
  template: TemplateText,
  scope: TemplateScope,
): Parsed<TemplateValue> {
  const parts: Array<string | OutputReference> = [];
  let text = '';
  for (const part of template.parts) {
    if (typeof part === 'string') {
      text += part;
    } else {
      const value = evaluateExpression(part, scope);
      if (!value.ok) return value;
      if (value.value.kind === 'reference') {
        if (text !== '') parts.push(text);
        parts.push(value.value.reference);
        text = '';
      } else if (
        value.value.value === undefined ||
        value.value.value === null
      ) {
        return withoutValue(part);
      } else {
        text += textOf(value.value.value);
      }
    }
  }
  if (parts.length === 0)
    return { ok: true, value: { kind: 'value', value: text } };
  if (text !== '') parts.push(text);
  return { ok: true, value: { kind: 'waiting', text: { parts } } };
}

function withoutValue(expression: TemplateExpression): Parsed<never> {
  const { source } = expression;
  const name = source.kind === 'name' ? formatName(source.segments) : 'this';
  return problemAt(
    expression.position,
    `${name} has no value here: set it, or write ${name} | default('…')`,
  );
}

function evaluateExpression(
  expression: TemplateExpression,
  scope: TemplateScope,
): Parsed<ExpressionValue> {
  const { source, filters, position } = expression;
  if (source.kind === 'name' && source.segments[0] === 'tasks') {
    return evaluateOutput(expression, source.segments, scope);
  }
  const found: Parsed<unknown> =
    source.kind === 'text'
      ? { ok: true, value: source.value }
      : lookUp(source.segments, scope.names, position);
  if (!found.ok) return found;
  let { value } = found;
  for (const filter of filters) {
    const filtered = applyFilter(filter, value);
    if (!filtered.ok) return problemAt(position, filtered.problems[0].message);
    value = filtered.value;
  }
  return { ok: true, value: { kind: 'value', value } };
}

function evaluateOutput(
  expression: TemplateExpression,
  segments: readonly string[],
  scope: TemplateScope,
): Parsed<ExpressionValue> {
  const { position, filters } = expression;
  const [, task, outputs, output] = segments;
  if (segments.length !== 4 || outputs !== 'outputs') {
    return problemAt(
      position,
      `${formatName(
        segments,
      )} is not an output: write tasks.<task>.outputs.<name>`,
    );
  }
  const optional = filters.some(({ name }) => name === 'default');
  const refusal = scope.refuseOutput
    ? scope.refuseOutput(task, optional)
    : 'outputs of tasks cannot be used here, where the value must be known before the run starts';
  if (refusal !== null) return problemAt(position, refusal);
  const reference = { task, output, filters: filters.map(formatFilter) };
  return { ok: true, value: { kind: 'reference', reference } };
}
