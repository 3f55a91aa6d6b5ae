import type { RunPlan } from '@mlops/plugin-mlops-common';

/** Who has started it, on every pod; an entity ref has characters that a label cannot have. */
export const PERSON_ANNOTATION = 'mlops/created-by';

/** What pods say of a run that nobody has to find them by. */
export function annotationsOf({ createdBy }: Pick<RunPlan, 'createdBy'>): {
  annotations?: Record<string, string>;
} {
  return createdBy === null
    ? {}
    : { annotations: { [PERSON_ANNOTATION]: createdBy } };
}
