import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { whyNotPorts } from '@mlops/plugin-mlops-node';

/** What the supervisor forwards; its `MOST_PORTS`. */
const MOST_PORTS = 16;
/** The folder beside the ports has this name. */
const TAKEN = 'own';

/**
 * Why this engine cannot carry out a plan, with the way out; `undefined` where it can.
 *
 * @param hasSandbox - whether programs can have networks of their own
 */
export function whyNot(
  plan: WorkloadPlan,
  hasSandbox: boolean,
): string | undefined {
  const refusal = whyNotPorts(plan);
  if (refusal !== undefined) return refusal;
  const { ports } = plan;
  if (ports.some(({ name }) => name === TAKEN)) {
    return `"${TAKEN}" cannot be the name of a port`;
  }
  if (ports.length > MOST_PORTS) {
    return `it has ${ports.length} ports, and the embedded engine serves ${MOST_PORTS}`;
  }
  const shared = ports.find(({ listen }) => listen.kind === 'tcp');
  if (shared && !hasSandbox) {
    return `its port "${shared.name}" is a TCP port, and without a sandbox everybody on this machine could take it: let its program listen at a Unix socket, or install bubblewrap`;
  }
  return undefined;
}
