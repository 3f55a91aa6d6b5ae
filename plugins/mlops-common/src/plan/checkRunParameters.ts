import { isJson } from '../definition/isJson';
import type { CheckedInput } from './compileInputSchema';
import { parameterSchema } from './ParameterSchema';
import type { ProblemList } from './ProblemList';

/**
 * The values of `{{ params.x }}`: what was set at Run, with defaults. Names that the schema knows and that
 * have no value are there as `undefined`.
 *
 * @param waiting - names that have no value yet and count as given
 * @returns `null` where they are refused
 */
export function checkRunParameters(
  { pipeline, run }: CheckedInput,
  problems: ProblemList,
  waiting?: ReadonlySet<string>,
): Record<string, unknown> | null {
  const schema = parameterSchema(pipeline.spec.parameters);
  if (!schema.ok) {
    problems.add(['parameters'], schema.problems[0].message);
    return null;
  }
  if (!isJson(run.parameters)) {
    problems.add(
      ['parameters'],
      'the parameters of the run must be JSON, nested at most 64 levels',
    );
    return null;
  }
  const checked = schema.value.check(run.parameters, waiting);
  if (!checked.ok) {
    for (const { path, message } of checked.problems) {
      problems.add(['parameters', ...path], message);
    }
    return null;
  }
  const known = schema.value.properties.map(({ name }) => [name, undefined]);
  return { ...Object.fromEntries(known), ...checked.value };
}
