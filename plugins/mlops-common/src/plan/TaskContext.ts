import type { TaskDefinition } from '../definition/pipeline';
import type { JobTemplateSpec } from '../definition/jobTemplate';
import type { TemplateScope } from '../language/template/TemplateScope';
import type { Checked, Problem } from '../problem';
import type { CheckedInput, CheckedTemplate } from './compileInputSchema';
import type { ParameterSchema } from './ParameterSchema';
import type { ProblemList } from './ProblemList';

/** What the parts of the compiler share while they decide about one task. */
export interface TaskContext {
  input: CheckedInput;
  task: TaskDefinition;
  template: CheckedTemplate;
  spec: JobTemplateSpec;
  /** Of the template; prepared once for all tasks that use it. */
  parameters: Checked<ParameterSchema>;
  scope: TemplateScope;
  problems: ProblemList;
  /** Of the task, in the pipeline. */
  path: Problem['path'];
}

/** Tells a problem of the task's own text. */
export function refuseTask(
  context: TaskContext,
  path: Problem['path'],
  message: string,
) {
  context.problems.add(
    [...context.path, ...path],
    `task "${context.task.name}": ${message}`,
  );
}

/** Tells a problem of the template, which the user can only answer by another version. */
export function refuseTemplate(context: TaskContext, message: string) {
  const { name, version } = context.template;
  context.problems.add(
    [...context.path, 'template'],
    `template "${name}" ${version}: ${message}`,
  );
}
