import { formatBytes, type TaskPlan } from '@mlops/plugin-mlops-common';

/** What a pod wants of the machine that it is put on. */
export interface Wanted {
  nodeSelector: Readonly<Record<string, string>>;
  resources: TaskPlan['resources'];
}

/**
 * Why no machine takes a pod, from what the scheduler says of it:
 * `0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {a: b}. preemption: …`
 * (`framework.FitError` in Kubernetes 1.33). What is not understood is kept as it is.
 */
export function explainScheduling(message: string, wanted: Wanted): string {
  const [, text = message] =
    /^0\/\d+ nodes are available: (.*?)\.?(?: preemption: .*)?$/s.exec(
      message,
    ) ?? [];
  const parts = text
    .split(/, (?=\d+ )/)
    .map(part => explainPart(part.trim(), wanted));
  return `no machine takes it: ${parts.join('; ')}`;
}

function explainPart(part: string, wanted: Wanted): string {
  const [, count, why] = /^(\d+) (.*)$/s.exec(part) ?? [];
  if (count === undefined || why === undefined) return explainWhole(part);
  const machines = count === '1' ? '1 machine' : `${count} machines`;
  return `${machines} ${explainMachines(why, count === '1', wanted)}`;
}

/** What is said of machines, with as many of them before it. */
function explainMachines(why: string, isOne: boolean, wanted: Wanted): string {
  const has = isOne ? 'has' : 'have';
  const [, resource] = /^Insufficient (\S+)$/.exec(why) ?? [];
  if (resource !== undefined) {
    return `${has} too little free ${amountOf(resource, wanted)}`;
  }
  if (why.includes("didn't match Pod's node affinity/selector")) {
    const labels = Object.entries(wanted.nodeSelector)
      .map(([name, value]) => `${name}=${value}`)
      .sort();
    return `${isOne ? 'lacks' : 'lack'} one of the labels ${labels.join(', ')}`;
  }
  const [, taint] = /untolerated taint \{(.*)\}/.exec(why) ?? [];
  if (taint !== undefined) {
    const [name, value] = taint.split(': ');
    return `${has} the taint ${
      value ? `${name}=${value}` : name
    }, which tasks do not tolerate`;
  }
  if (why.includes('were unschedulable')) {
    return isOne ? 'is closed for new work' : 'are closed for new work';
  }
  if (why.includes('volume node affinity conflict')) {
    return `${isOne ? 'does' : 'do'} not reach the volume of a claim`;
  }
  if (why === 'Too many pods') return `${has} as many pods as fit`;
  return `(${why})`;
}

function amountOf(resource: string, { resources }: Wanted): string {
  switch (resource) {
    case 'cpu':
      return `CPU for ${resources.cpu.requestMillicores / 1000}`;
    case 'memory':
      return `memory for ${formatBytes(resources.memory.requestBytes)}`;
    default:
      return resources.gpu.count > 0 && resource.includes('/')
        ? `${resource} for ${resources.gpu.count}`
        : resource;
  }
}

/** What is said of the pod, whatever the machine. */
function explainWhole(text: string): string {
  const [, claim] = /^persistentvolumeclaim "(.*)" not found$/.exec(text) ?? [];
  if (claim !== undefined) {
    return `there is no claim "${claim}" in the namespace of the project group`;
  }
  if (text.includes('unbound immediate PersistentVolumeClaims')) {
    return 'a claim that it mounts has no volume yet';
  }
  return text;
}
