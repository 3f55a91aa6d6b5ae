import type { Checked } from '../problem';
import { compileChecked } from './compile';
import type { CompileInput } from './CompileInput';
import { parameterSchema } from './ParameterSchema';
import { readCompileInput } from './readCompileInput';
import type { RunPlan } from './RunPlan';

/**
 * Compiles a pipeline before anybody was asked for its parameters, to check it and to show what it would
 * run. One that must be given stands with the first of its `examples`, the first of its `enum` or its
 * `const`; where a schema has none of them, nothing can be said about the tasks, but everything else is
 * checked.
 *
 * @returns the plan, or `null` where it depends on values that only a run has
 * @public
 */
export function compileDefinition(
  input: CompileInput,
): Checked<RunPlan | null> {
  const checked = readCompileInput(input);
  if (!checked.ok) return checked;
  const { pipeline, run } = checked.value;
  const open = openParameters(pipeline.spec.parameters, run.parameters);
  const examples = open.flatMap(({ name, example }) =>
    example === undefined ? [] : [[name, example.value]],
  );
  const waiting = new Set(
    open.flatMap(({ name, example }) => (example === undefined ? [name] : [])),
  );
  const plan = compileChecked(
    {
      ...checked.value,
      run: {
        ...run,
        parameters: { ...Object.fromEntries(examples), ...run.parameters },
      },
    },
    waiting,
  );
  return plan.ok && waiting.size > 0 ? { ok: true, value: null } : plan;
}

interface OpenParameter {
  name: string;
  /** Absent where the schema tells none. */
  example?: { value: unknown };
}

/** Parameters that a run must be given and that have neither a value nor a default. */
function openParameters(
  schema: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): OpenParameter[] {
  const prepared = parameterSchema(schema);
  if (!prepared.ok || !Array.isArray(schema.required)) return [];
  const required = new Set<unknown>(schema.required);
  return prepared.value.properties
    .filter(
      ({ name, schema: own }) =>
        required.has(name) && values[name] === undefined && !('default' in own),
    )
    .map(({ name, schema: own }) => ({ name, example: exampleOf(own) }));
}

function exampleOf(
  schema: Readonly<Record<string, unknown>>,
): OpenParameter['example'] {
  for (const word of ['examples', 'enum']) {
    const values = schema[word];
    if (Array.isArray(values) && values.length > 0) return { value: values[0] };
  }
  return 'const' in schema ? { value: schema.const } : undefined;
}
