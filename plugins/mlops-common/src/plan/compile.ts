import { DateTime } from 'luxon';
import type { Checked } from '../problem';
import { checkTasksFit } from '../quota/checkTasksFit';
import { checkRunParameters } from './checkRunParameters';
import type { CompileInput } from './CompileInput';
import type { CheckedInput } from './compileInputSchema';
import { compileTask } from './compileTask';
import { placeRun } from './placeRun';
import { ProblemList } from './ProblemList';
import { readCompileInput } from './readCompileInput';
import type { RunPlan } from './RunPlan';
import { runScope } from './runScope';
import { taskContexts } from './taskContexts';
import { TaskGraph } from './TaskGraph';

/**
 * Decides everything that decides how a run is executed. Pure and total: the same input gives the same
 * plan, no input makes it throw. Paths of problems lead into the `spec` of the pipeline; those of values
 * that were set at Run start with `parameters`.
 *
 * @public
 */
export function compile(input: CompileInput): Checked<RunPlan> {
  const checked = readCompileInput(input);
  return checked.ok ? compileChecked(checked.value) : checked;
}

/**
 * What `compile` does with an input of the right shape.
 *
 * @param waiting - parameters that have no value yet; with any, the plan has no tasks
 */
export function compileChecked(
  input: CheckedInput,
  waiting: ReadonlySet<string> = new Set(),
): Checked<RunPlan> {
  const { pipeline, project, run } = input;
  const problems = new ProblemList();
  const date = DateTime.fromISO(run.createdAt, { zone: run.timeZone });
  if (!date.isValid) {
    problems.add(
      ['run'],
      `"${run.createdAt}" in the time zone "${run.timeZone}" is no instant: ${date.invalidExplanation}`,
    );
  }
  const runDate = date.toISO() ?? run.createdAt;
  const graph = TaskGraph.of(pipeline.spec.tasks);
  if (!graph.ok) {
    graph.problems.forEach(({ path, message }) => problems.add(path, message));
  }
  const parameters = checkRunParameters(input, problems, waiting);
  const place = placeRun(input, problems);
  const labels = {
    'mlops/run-id': run.id,
    'mlops/pipeline': pipeline.name,
    'mlops/project': project.name,
  };
  const contexts = taskContexts(
    input,
    runScope(input, runDate, parameters ?? {}),
    graph.ok ? graph.value : null,
    problems,
  );
  // Without the parameters every expression that uses one would be a second problem for the same mistake.
  const tasks =
    parameters === null || waiting.size > 0
      ? []
      : contexts.flatMap(
          context => compileTask(context, runDate, labels) ?? [],
        );
  // Tasks that cannot be made are missing, and places in the list are those of the definition only without.
  if (problems.isEmpty) checkTasksFit(tasks, project, problems);
  if (!problems.isEmpty) return { ok: false, problems: problems.toArray() };
  return {
    ok: true,
    value: {
      runId: run.id,
      pipeline: {
        id: pipeline.id,
        name: pipeline.name,
        revision: pipeline.revision,
      },
      project: project.name,
      trigger: run.trigger,
      createdBy: run.createdBy,
      ...place,
      parallelism: pipeline.spec.parallelism ?? null,
      timeoutSeconds: pipeline.spec.timeoutSeconds ?? null,
      parameters: givenValues(parameters ?? {}),
      tasks,
      labels,
    },
  };
}

/** Without the names that have no value, which JSON could not keep. */
function givenValues(
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== undefined),
  );
}
