import type { WorkloadPlan } from '@mlops/plugin-mlops-common';

/** What the supervisor forwards; its `MOST_PORTS`. */
const MOST_PORTS = 16;
/** As of a container; as a name of a file it can lead nowhere. */
const PORT_NAME = /^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;
/** The folder beside the ports has this name. */
const TAKEN = 'own';

/**
 * Why this engine cannot carry out a plan, with the way out; `undefined` where it can.
 *
 * @param hasSandbox - whether programs can have networks of their own
 */
export function whyNot(
  { ports, readiness }: WorkloadPlan,
  hasSandbox: boolean,
): string | undefined {
  const names = ports.map(({ name }) => name);
  const wrong = names.find(name => !PORT_NAME.test(name) || name === TAKEN);
  if (wrong !== undefined) return `"${wrong}" cannot be the name of a port`;
  if (new Set(names).size < names.length) {
    return 'two of its ports have the same name';
  }
  if (ports.length > MOST_PORTS) {
    return `it has ${ports.length} ports, and the embedded engine serves ${MOST_PORTS}`;
  }
  if (readiness && !names.includes(readiness.port)) {
    return `its readiness asks the port "${readiness.port}", which it does not have`;
  }
  const shared = ports.find(({ listen }) => listen.kind === 'tcp');
  if (shared && !hasSandbox) {
    return `its port "${shared.name}" is a TCP port, and without a sandbox everybody on this machine could take it: let its program listen at a Unix socket, or install bubblewrap`;
  }
  return undefined;
}
