import type { WorkloadPlan } from '@mlops/plugin-mlops-common';

/** As of a container. */
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;
const LARGEST_PORT = 65_535;

/** Why a cluster cannot carry out a plan, with the way out; `undefined` where it can. */
export function whyNot({
  ports,
  readiness,
  runtime,
}: WorkloadPlan): string | undefined {
  if (runtime.kind !== 'container') {
    return 'it has no image, and on a cluster everything runs in one';
  }
  const names = ports.map(({ name }) => name);
  const wrong = names.find(name => !PORT_NAME.test(name));
  if (wrong !== undefined) return `"${wrong}" cannot be the name of a port`;
  if (new Set(names).size < names.length) {
    return 'two of its ports have the same name';
  }
  const numbers = new Set<number>();
  for (const { name, listen } of ports) {
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
  if (readiness && !names.includes(readiness.port)) {
    return `its readiness asks the port "${readiness.port}", which it does not have`;
  }
  return undefined;
}
