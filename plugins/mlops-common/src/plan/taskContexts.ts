import { describeIssues } from '../definition/describeIssues';
import { jobTemplateSpecSchema } from '../definition/jobTemplate';
import type { TaskDefinition } from '../definition/pipeline';
import type { TemplateScope } from '../language/template/TemplateScope';
import type { Checked } from '../problem';
import type { CheckedInput, CheckedTemplate } from './compileInputSchema';
import { templateFinder } from './findTemplate';
import { parameterSchema } from './ParameterSchema';
import type { ProblemList } from './ProblemList';
import type { TaskContext } from './TaskContext';
import type { TaskGraph } from './TaskGraph';

/**
 * What is needed to decide about each task. Tasks without a usable template are a problem and left out.
 *
 * @param graph - `null` where the graph is refused; outputs are then not looked at
 */
export function taskContexts(
  input: CheckedInput,
  names: TemplateScope['names'],
  graph: TaskGraph | null,
  problems: ProblemList,
): TaskContext[] {
  const find = templateFinder(input.templates);
  const specs = new Map<CheckedTemplate, ReturnType<typeof readSpec>>();
  const { tasks } = input.pipeline.spec;
  const skipped = new Set(
    tasks.filter(task => task.skip).map(task => task.name),
  );
  return tasks.flatMap((task, index): TaskContext[] => {
    const path = ['tasks', index];
    const found = find(task);
    if (!('template' in found)) {
      problems.add(
        [...path, found.field],
        `task "${task.name}": ${found.message}`,
      );
      return [];
    }
    const { template } = found;
    const spec = specs.get(template) ?? readSpec(template);
    specs.set(template, spec);
    if (!spec.ok) {
      for (const { message } of spec.problems) {
        problems.add(
          [...path, 'template'],
          `template "${template.name}" ${template.version}: ${message}`,
        );
      }
      return [];
    }
    const scope = {
      names: { ...names, task: { name: task.name, title: task.title } },
      refuseOutput: (upstream: string, optional: boolean) =>
        graph && refuseOutput(graph, skipped, task, upstream, optional),
    };
    return [{ input, task, template, ...spec.value, scope, problems, path }];
  });
}

function readSpec(
  template: CheckedTemplate,
): Checked<Pick<TaskContext, 'spec' | 'parameters'>> {
  const spec = jobTemplateSpecSchema.safeParse(template.spec, {
    reportInput: true,
  });
  if (!spec.success) {
    return { ok: false, problems: describeIssues(spec.error.issues) };
  }
  const parameters = parameterSchema(spec.data.parameters);
  return { ok: true, value: { spec: spec.data, parameters } };
}

function refuseOutput(
  graph: TaskGraph,
  skipped: ReadonlySet<string>,
  task: TaskDefinition,
  upstream: string,
  optional: boolean,
): string | null {
  if (!graph.has(upstream)) return `there is no task "${upstream}"`;
  if (!graph.isUpstream(upstream, task.name)) {
    return `task "${upstream}" need not be done before "${task.name}": add it to dependsOn to use its outputs`;
  }
  return skipped.has(upstream) && !optional
    ? `task "${upstream}" is skipped and leaves no outputs: write | default('…') behind it`
    : null;
}
