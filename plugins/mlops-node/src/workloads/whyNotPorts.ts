import type { WorkloadPlan } from '@mlops/plugin-mlops-common';

/** As Kubernetes has it for ports of containers. */
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;

/**
 * What the ports of a plan and its readiness contradict, whatever the engine; `undefined` where they can be. A name
 * that passes can stand in a path, and in the name of a variable.
 *
 * @public
 */
export function whyNotPorts({
  ports,
  readiness,
}: Pick<WorkloadPlan, 'ports' | 'readiness'>): string | undefined {
  const names = ports.map(({ name }) => name);
  const wrong = names.find(name => !PORT_NAME.test(name));
  if (wrong !== undefined) return `"${wrong}" cannot be the name of a port`;
  if (new Set(names).size < names.length) {
    return 'two of its ports have the same name';
  }
  if (readiness && !names.includes(readiness.port)) {
    return `its readiness asks the port "${readiness.port}", which it does not have`;
  }
  return undefined;
}
