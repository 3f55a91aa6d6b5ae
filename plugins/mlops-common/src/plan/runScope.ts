import type { TemplateScope } from '../language/template/TemplateScope';
import type { CheckedInput } from './compileInputSchema';

/** What `{{ … }}` can say about the run in every task. */
export function runScope(
  { pipeline, project, run }: CheckedInput,
  runDate: string,
  parameters: Readonly<Record<string, unknown>>,
): TemplateScope['names'] {
  return {
    run: {
      id: run.id,
      number: run.number,
      date: runDate,
      trigger: run.trigger,
      createdBy: run.createdBy ?? undefined,
    },
    pipeline: {
      id: pipeline.id,
      name: pipeline.name,
      title: pipeline.title,
      revision: pipeline.revision,
    },
    project: { name: project.name },
    params: parameters,
  };
}
