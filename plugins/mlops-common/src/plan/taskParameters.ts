import { isJson } from '../definition/isJson';
import { evaluateDeep, isWaiting } from './evaluateDeep';
import { holdsNul } from './planText';
import type { PlanText } from './ProgramPlan';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';
import { writeArguments } from './writeArguments';

/**
 * The parameters of a task: evaluated, with the template's defaults, checked by its schema, and written as
 * arguments. What waits for outputs is checked by the program itself, when it gets the value.
 */
export function taskParameters(context: TaskContext): {
  values: Readonly<Record<string, unknown>>;
  argv: PlanText[];
} {
  const nothing = { values: {}, argv: [] };
  const schema = context.parameters;
  if (!schema.ok) {
    refuseTemplate(context, schema.problems[0].message);
    return nothing;
  }
  const given = evaluateAll(context);
  if (given === null) return nothing;
  const waiting = new Set(
    Object.keys(given).filter(name => isWaiting(given[name])),
  );
  const checked = schema.value.check(given, waiting);
  if (!checked.ok) {
    for (const { path, message } of checked.problems) {
      refuseTask(context, ['parameters', ...path], message);
    }
    return nothing;
  }
  const late = Object.entries(given).filter(([name]) => waiting.has(name));
  const argv = writeArguments(schema.value.properties, {
    ...checked.value,
    ...Object.fromEntries(late),
  });
  if (!argv.ok) {
    for (const { path, message } of argv.problems) {
      refuseTask(context, ['parameters', ...path], message);
    }
    return nothing;
  }
  if (argv.value.some(holdsNul)) {
    refuseTask(
      context,
      ['parameters'],
      'a parameter holds NUL: no process can receive it',
    );
  }
  const known = schema.value.properties.map(({ name }) => [name, undefined]);
  return {
    values: {
      ...Object.fromEntries(known),
      ...checked.value,
      ...Object.fromEntries(late.map(([name]) => [name, undefined])),
    },
    argv: argv.value,
  };
}

/** `null` where a text could not be evaluated, which is a problem. */
function evaluateAll(context: TaskContext): Record<string, unknown> | null {
  const entries: Array<[string, unknown]> = [];
  let complete = true;
  for (const [name, value] of Object.entries(context.task.parameters)) {
    const path = ['parameters', name];
    const evaluated = isJson(value)
      ? evaluateDeep(value, context.scope)
      : { ok: false as const, message: 'its value is nested too deeply' };
    if (evaluated.ok) {
      entries.push([name, evaluated.value]);
    } else {
      complete = false;
      refuseTask(context, path, `parameter "${name}": ${evaluated.message}`);
    }
  }
  return complete ? Object.fromEntries(entries) : null;
}
