import { InputError } from '@backstage/errors';
import type { Problem } from '@mlops/plugin-mlops-common';

/** A definition or request that was refused, with everything that has to be mended. */
export class DefinitionError extends InputError {
  readonly problems: readonly Problem[];

  constructor(subject: string, problems: readonly Problem[]) {
    const first = problems[0]?.message ?? 'is not valid';
    const more =
      problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(`${subject}: ${first}${more}`);
    this.problems = problems;
  }
}
