import type { Checked } from '../problem';
import type { OutputReference, PlanText } from './ProgramPlan';
import { applyFilter } from '../language/template/applyFilter';
import { parseTemplateText } from '../language/template/parseTemplateText';
import { textOf } from '../language/template/textOf';
import { formatPlanText } from './formatPlanText';

/**
 * Puts outputs of upstream tasks into a text, at the moment a task starts. What is put in is never
 * evaluated again.
 *
 * @param read - the value of an output, or `undefined` where the task left none of that name
 * @returns problems where an output is missing, cannot be filtered, or cannot be handed to a process
 * @public
 */
export function resolvePlanText(
  text: PlanText,
  read: (task: string, output: string) => unknown,
): Checked<string> {
  if (typeof text === 'string') return { ok: true, value: text };
  let value = '';
  for (const part of text.parts) {
    if (typeof part === 'string') {
      value += part;
    } else {
      const resolved = resolveReference(part, read(part.task, part.output));
      if (!resolved.ok) return resolved;
      value += resolved.value;
    }
  }
  return value.includes('\0')
    ? refuse(`${formatPlanText(text)} holds NUL, which no process can receive`)
    : { ok: true, value };
}

function resolveReference(
  reference: OutputReference,
  output: unknown,
): Checked<string> {
  const shown = formatPlanText({ parts: [reference] });
  const written = parseTemplateText(shown);
  if (!written.ok) return refuse(`${shown}: ${written.message}`);
  const [expression] = written.value.parts;
  let value = output;
  for (const filter of typeof expression === 'object'
    ? expression.filters
    : []) {
    const filtered = applyFilter(filter, value);
    if (!filtered.ok) {
      return refuse(`${shown}: ${filtered.problems[0].message}`);
    }
    value = filtered.value;
  }
  return value === undefined || value === null
    ? refuse(
        `${shown} has no value: task ${reference.task} left no output "${reference.output}" in outputs.json`,
      )
    : { ok: true, value: textOf(value) };
}

function refuse(message: string): Checked<never> {
  return { ok: false, problems: [{ path: [], message }] };
}
