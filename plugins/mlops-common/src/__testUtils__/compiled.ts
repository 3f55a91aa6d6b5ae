import { compile } from '../plan/compile';
import { formatPlanText } from '../plan/formatPlanText';
import type { RunPlan, TaskPlan } from '../plan/RunPlan';
import { aCompileInput, type InputParts } from './compileInput';

export function planOf(parts: InputParts = {}): RunPlan {
  const plan = compile(aCompileInput(parts));
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems, null, 2));
  return plan.value;
}

export function taskOf(parts: InputParts = {}): TaskPlan {
  return planOf(parts).tasks[0];
}

export function problemsOf(parts: InputParts) {
  const plan = compile(aCompileInput(parts));
  return plan.ok ? [] : plan.problems;
}

export function envOf(parts: InputParts = {}) {
  return Object.fromEntries(
    taskOf(parts).env.map(entry => [
      entry.name,
      'value' in entry ? formatPlanText(entry.value) : entry.secretRef,
    ]),
  );
}
