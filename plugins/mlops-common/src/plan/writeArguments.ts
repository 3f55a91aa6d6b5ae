import type { Checked, Problem } from '../problem';
import { WaitingText } from './evaluateDeep';
import type { ParameterProperty } from './parameterProperties';
import { planJsonOf, planTextOf } from './planText';
import type { PlanText } from './ProgramPlan';

/** What `x-argv` of a parameter may say. */
const FORMS = ['switch', 'repeat', 'positional', 'json', 'none'] as const;

/**
 * Writes parameters as arguments, `--name value` unless `x-argv` says otherwise, in the order of the
 * schema. `0` and `false` are values; `undefined` and `null` are left out.
 *
 * @param values - evaluated; `WaitingText` stands for what waits for outputs
 */
export function writeArguments(
  properties: readonly ParameterProperty[],
  values: Readonly<Record<string, unknown>>,
): Checked<PlanText[]> {
  const problems: Problem[] = [];
  const argv: PlanText[] = [];
  for (const property of properties) {
    const value = Object.hasOwn(values, property.name)
      ? values[property.name]
      : undefined;
    if (value !== undefined && value !== null) {
      const written = writeArgument(property, value);
      if (written.ok) argv.push(...written.value);
      else problems.push(...written.problems);
    }
  }
  return problems.length === 0
    ? { ok: true, value: argv }
    : { ok: false, problems };
}

function writeArgument(
  { name, schema }: ParameterProperty,
  value: unknown,
): Checked<PlanText[]> {
  const refuse = (message: string): Checked<never> => ({
    ok: false,
    problems: [{ path: [name], message: `parameter "${name}" ${message}` }],
  });
  const flag = schema['x-flag'] ?? `--${name}`;
  if (typeof flag !== 'string' || flag === '') {
    return refuse('has an x-flag that is not text: write one such as "-n"');
  }
  const form = FORMS.find(known => known === schema['x-argv']);
  if (form === undefined && schema['x-argv'] !== undefined) {
    return refuse(
      `has an unknown x-argv ${JSON.stringify(
        schema['x-argv'],
      )}: use ${FORMS.join(', ')}`,
    );
  }
  if (form === 'none') return { ok: true, value: [] };
  if (form === 'switch') {
    return typeof value === 'boolean'
      ? { ok: true, value: value ? [flag] : [] }
      : refuse(
          'is a switch: its value must be true or false, known before the run',
        );
  }
  if (form === 'repeat' && value instanceof WaitingText) {
    return refuse(
      'is repeated for each entry: outputs of tasks can be its entries, not the whole list',
    );
  }
  const spread = form === 'repeat' || form === 'positional';
  const items: unknown[] = spread && Array.isArray(value) ? value : [value];
  const texts = items.map(form === 'json' ? planJsonOf : planTextOf);
  const argv: PlanText[] = [];
  for (const text of texts) {
    if (text === null) {
      return refuse(
        'mixes text with an output inside a list or mapping: make the output the whole entry',
      );
    }
    argv.push(...(form === 'positional' ? [text] : [flag, text]));
  }
  return { ok: true, value: argv };
}
