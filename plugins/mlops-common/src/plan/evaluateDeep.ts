import type { TemplateScope } from '../language/template/TemplateScope';
import { evaluateTemplate } from '../language/template/evaluateTemplate';
import { parseTemplateText } from '../language/template/parseTemplateText';
import type { Parsed } from '../language/Parsed';
import type { PlanText } from './ProgramPlan';

/** Stands in a value for text that waits for outputs of upstream tasks. */
export class WaitingText {
  constructor(readonly text: Exclude<PlanText, string>) {}
}

/** Evaluates one text; what waits for outputs comes out as `WaitingText`. */
export function evaluateText(
  text: string,
  scope: TemplateScope,
): Parsed<unknown> {
  if (!text.includes('{{')) return { ok: true, value: text };
  const template = parseTemplateText(text);
  if (!template.ok) return template;
  const result = evaluateTemplate(template.value, scope);
  if (!result.ok) return result;
  return {
    ok: true,
    value:
      result.value.kind === 'value'
        ? result.value.value
        : new WaitingText(result.value.text),
  };
}

/** Evaluates every text inside a JSON value; keys are left as they are. */
export function evaluateDeep(
  value: unknown,
  scope: TemplateScope,
): Parsed<unknown> {
  if (typeof value === 'string') return evaluateText(value, scope);
  if (typeof value !== 'object' || value === null) return { ok: true, value };
  const members: Array<[string, unknown]> = [];
  for (const [key, member] of Object.entries(value)) {
    const evaluated = evaluateDeep(member, scope);
    if (!evaluated.ok) return evaluated;
    members.push([key, evaluated.value]);
  }
  return {
    ok: true,
    value: Array.isArray(value)
      ? members.map(([, member]) => member)
      : Object.fromEntries(members),
  };
}

/** Whether any part of an evaluated value waits for outputs. */
export function isWaiting(value: unknown): boolean {
  if (value instanceof WaitingText) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some(isWaiting)
  );
}
