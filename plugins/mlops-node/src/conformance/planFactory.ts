import type {
  RunId,
  RunPlan,
  TaskPlan,
  WorkloadId,
  WorkloadPlan,
} from '@mlops/plugin-mlops-common';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
let made = 0;

/** An id that no other test of this process has. */
function someId(): string {
  made += 1;
  let rest = made;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  const time = Date.now().toString(32).padStart(10, '0').slice(-10);
  const stamp = [...time].map(digit => ALPHABET[parseInt(digit, 32)]).join('');
  return `01${stamp}${text}0000`.slice(0, 26);
}

/** For tests: a task that says nothing but how it runs. @public */
export function aTask(
  name: string,
  how: Pick<TaskPlan, 'argv' | 'runtime'>,
  more: Partial<TaskPlan> = {},
): TaskPlan {
  return {
    name,
    title: name,
    template: { name: 'shell', version: '1', digest: '' },
    dependsOn: [],
    skip: false,
    ...how,
    workingDirectory: null,
    env: [],
    mounts: [],
    resources: {
      cpu: { requestMillicores: 1000, limitMillicores: 1000 },
      memory: { requestBytes: 1e9, limitBytes: 1e9 },
      gpu: { count: 0, type: null },
    },
    nodeSelector: {},
    files: [],
    retry: { limit: 0, backoffSeconds: 0 },
    timeoutSeconds: null,
    labels: {},
    ...more,
  };
}

/** For tests: a run of these tasks. @public */
export function aPlan(
  tasks: readonly TaskPlan[],
  more: Partial<RunPlan> = {},
): RunPlan {
  return {
    runId: someId() as RunId,
    pipeline: { id: 'conformance', name: 'conformance', revision: 1 },
    project: 'public',
    trigger: 'manual',
    createdBy: null,
    cluster: null,
    namespace: null,
    parallelism: null,
    timeoutSeconds: null,
    parameters: {},
    tasks,
    labels: {},
    ...more,
  };
}

/** For tests: a workload that is ready once it answers, and is not started again. @public */
export function aWorkload(
  how: Pick<WorkloadPlan, 'argv' | 'runtime' | 'ports'>,
  more: Partial<WorkloadPlan> = {},
): WorkloadPlan {
  return {
    workloadId: someId() as WorkloadId,
    name: 'conformance',
    kind: 'service',
    project: 'public',
    owner: 'user:default/somebody',
    cluster: null,
    namespace: null,
    ...how,
    workingDirectory: null,
    env: [],
    mounts: [],
    resources: {
      cpu: { requestMillicores: 1000, limitMillicores: 1000 },
      memory: { requestBytes: 1e9, limitBytes: 1e9 },
      gpu: { count: 0, type: null },
    },
    nodeSelector: {},
    files: [],
    readiness: {
      port: how.ports[0].name,
      httpGet: { path: '/' },
      periodSeconds: 0.1,
      timeoutSeconds: 5,
      startupSeconds: 30,
    },
    restart: { kind: 'never' },
    lifetimeSeconds: null,
    labels: {},
    ...more,
  };
}
