import type { EnvDefinition } from '../definition/shared';
import type { Problem } from '../problem';
import { evaluateText, WaitingText } from './evaluateDeep';
import { holdsNul, planTextOf } from './planText';
import { readEnvironment, type WrittenVariable } from './readEnvironment';
import type { EnvEntry } from './ProgramPlan';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';
import { whyKept } from './whyKept';

/** They decide about the task itself and count only where its author wrote them. */
const TEMPLATE_ONLY: readonly string[] = [
  'TASK_RESOURCE_CPU',
  'TASK_RESOURCE_MEMORY',
  'TASK_RESOURCE_GPU',
  'NO_RESOURCE_CHECK',
];

type Layer = 'configuration' | 'template' | 'pipeline' | 'task';

/**
 * The variables that people and the configuration set: configured ones, then the template's, the
 * pipeline's and the task's; later wins and takes the later place.
 */
export function configuredEnvironment(context: TaskContext): EnvEntry[] {
  const { input, spec, task } = context;
  return mergeEnvironment([
    ...layer(context, 'configuration', input.config.env),
    ...layer(context, 'template', spec.env),
    ...layer(context, 'pipeline', input.pipeline.spec.env),
    ...layer(context, 'task', task.env),
  ]);
}

/** Keeps the last variable of each name, in its place. */
export function mergeEnvironment(entries: readonly EnvEntry[]): EnvEntry[] {
  const last = new Map<string, EnvEntry>();
  for (const entry of entries) {
    last.delete(entry.name);
    last.set(entry.name, entry);
  }
  return [...last.values()];
}

function layer(
  context: TaskContext,
  of: Layer,
  definition: EnvDefinition,
): EnvEntry[] {
  const variables = readEnvironment(definition);
  if (!variables.ok) {
    for (const { path, message } of variables.problems) {
      refuse(context, of, path, message);
    }
    return [];
  }
  const entries: EnvEntry[] = [];
  for (const variable of variables.value) {
    const path = typeof definition === 'string' ? [] : [variable.name];
    const refusal = whyNot(of, variable, context);
    if (refusal !== null) {
      refuse(context, of, path, refusal);
    } else {
      const entry = evaluateVariable(context, variable);
      if (typeof entry === 'string') refuse(context, of, path, entry);
      else entries.push(entry);
    }
  }
  return entries;
}

function whyNot(
  of: Layer,
  variable: WrittenVariable,
  { input }: TaskContext,
): string | null {
  const { name } = variable;
  // The administrator may add to what the platform tells; what it sets itself wins anyway.
  if (of !== 'configuration' && name.startsWith('MLOPS_')) {
    return `the variable ${name} is reserved: MLOPS_… is set by the platform, use another name`;
  }
  if (of !== 'template' && TEMPLATE_ONLY.includes(name)) {
    return `the variable ${name} counts only in a job template: remove it here`;
  }
  if (of !== 'configuration' && 'secretRef' in variable) {
    const why = whyKept('secret', variable.secretRef.name, input.config);
    return why && `the variable ${name}: ${why}`;
  }
  return null;
}

/** The variable, or what is wrong with it. */
function evaluateVariable(
  { scope }: TaskContext,
  variable: WrittenVariable,
): EnvEntry | string {
  if ('secretRef' in variable) return variable;
  const { name, text } = variable;
  const value = evaluateText(text, scope);
  if (!value.ok) {
    return `the variable ${name}: ${value.message} (at character ${
      value.position + 1
    })`;
  }
  if (value.value === undefined || value.value === null) {
    return `the variable ${name}: ${text} has no value: set it, or add | default('…')`;
  }
  const planned =
    value.value instanceof WaitingText
      ? value.value.text
      : planTextOf(value.value);
  if (planned === null || holdsNul(planned)) {
    return `the variable ${name} holds NUL: no process can receive it`;
  }
  return { name, value: planned };
}

function refuse(
  context: TaskContext,
  of: Layer,
  path: Problem['path'],
  message: string,
) {
  switch (of) {
    case 'configuration':
      context.problems.add([], `configuration of mlops.env: ${message}`);
      break;
    case 'template':
      refuseTemplate(context, message);
      break;
    case 'pipeline':
      context.problems.add(['env', ...path], message);
      break;
    default:
      refuseTask(context, ['env', ...path], message);
  }
}
