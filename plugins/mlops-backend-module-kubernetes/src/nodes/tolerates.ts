import type { Toleration } from '../manifests/core';
import type { ObservedTaint } from './observed';

/**
 * Whether work with one of these tolerations may be put on a machine with that taint; see
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration
 */
export function tolerates(
  tolerations: readonly Toleration[],
  taint: ObservedTaint,
): boolean {
  return tolerations.some(
    ({ key, operator = 'Equal', value = '', effect }) =>
      (!effect || effect === taint.effect) &&
      (!key ? operator === 'Exists' : key === taint.key) &&
      (operator === 'Exists' || value === (taint.value ?? '')),
  );
}
