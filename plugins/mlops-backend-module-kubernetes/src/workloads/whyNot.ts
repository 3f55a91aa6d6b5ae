import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { whyNotPorts } from '@mlops/plugin-mlops-node';

const LARGEST_PORT = 65_535;

/** Why a cluster cannot carry out a plan, with the way out; `undefined` where it can. */
export function whyNot(plan: WorkloadPlan): string | undefined {
  if (plan.runtime.kind !== 'container') {
    return 'it has no image, and on a cluster everything runs in one';
  }
  const refusal = whyNotPorts(plan);
  if (refusal !== undefined) return refusal;
  const numbers = new Set<number>();
  for (const { name, listen } of plan.ports) {
    if (listen.kind !== 'tcp') {
      return `its port "${name}" is a Unix socket, which nobody reaches on a cluster: let its program listen at a TCP port`;
    }
    const { number } = listen;
    if (!Number.isInteger(number) || number < 1 || number > LARGEST_PORT) {
      return `its port "${name}" has the number ${number}: ports are 1 to ${LARGEST_PORT}`;
    }
    if (numbers.has(number)) return `two of its ports are ${number}`;
    numbers.add(number);
  }
  return undefined;
}
