import { formatName } from '../language/template/parseTemplateText';
import type { PlanText } from './ProgramPlan';

/** The text for people: outputs that are not there yet read as they were written. */
export function formatPlanText(text: PlanText): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map(part =>
      typeof part === 'string'
        ? part
        : `{{ ${[
            formatName(['tasks', part.task, 'outputs', part.output]),
            ...part.filters,
          ].join(' | ')} }}`,
    )
    .join('');
}
