import type { Checked } from '../problem';
import type { CompileInput } from './CompileInput';
import type { RunPlan } from './RunPlan';

/** Placeholder until the compiler lands. @public */
export function compile(_input: CompileInput): Checked<RunPlan> {
  return {
    ok: false,
    problems: [{ path: [], message: 'the compiler is not there yet' }],
  };
}
