import { describeIssues } from '../definition/describeIssues';
import type { Checked } from '../problem';
import { compileInputSchema, type CheckedInput } from './compileInputSchema';

/** The input with what goes without saying filled in; paths of problems lead into the `spec` of the pipeline. */
export function readCompileInput(input: unknown): Checked<CheckedInput> {
  const checked = compileInputSchema.safeParse(input, { reportInput: true });
  if (checked.success) return { ok: true, value: checked.data };
  const problems = describeIssues(checked.error.issues);
  return {
    ok: false,
    problems: problems.map(problem => ({
      ...problem,
      path:
        problem.path[0] === 'pipeline' && problem.path[1] === 'spec'
          ? problem.path.slice(2)
          : problem.path,
    })),
  };
}
