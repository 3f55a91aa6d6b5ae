import { explainRemoval } from './explainRemoval';
import type { ObservedPod, PodStatus } from './ObservedPod';
import { podSays } from './podSays';

const resources = {
  cpu: { requestMillicores: 64_000, limitMillicores: 64_000 },
  memory: { requestBytes: 900 * 2 ** 30, limitBytes: 900 * 2 ** 30 },
  gpu: { count: 2, type: null },
};
const image = '198.18.0.2:5000/nothing:1';

function says(status: PodStatus, warning?: [string, string]) {
  const pod: ObservedPod = {
    metadata: { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '1' },
    spec: {
      nodeName: 'alpha-node-2',
      nodeSelector: { gpu: 'true', org: 'vision' },
    },
    status,
  };
  const [reason = '', message = ''] = warning ?? [];
  return podSays(pod, warning && { reason, message }, { resources });
}

function unschedulable(message: string) {
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
  };
  return says({ phase: 'Pending', conditions: [condition] }).reason;
}

function waiting(
  reason: string,
  message?: string,
  warning?: [string, string],
  name = 'main',
) {
  const state = { waiting: { reason, message } };
  return says(
    { phase: 'Pending', containerStatuses: [{ name, image, state }] },
    warning,
  ).reason;
}

// What Kubernetes 1.33 with containerd 1.6 has said on a cluster.
describe('why a pod waits', () => {
  it.each([
    [
      "0/5 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 3 node(s) had untolerated taint {kwok.x-k8s.io/node: fake}. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.",
      'no machine takes it: 2 machines lack one of the labels gpu=true, org=vision; 3 machines have the taint kwok.x-k8s.io/node=fake, which tasks do not tolerate',
    ],
    [
      '0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 2 Insufficient nvidia.com/gpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
      'no machine takes it: 1 machine has too little free CPU for 64; 1 machine has too little free memory for 900Gi; 2 machines have too little free nvidia.com/gpu for 2',
    ],
    [
      '0/5 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
      'no machine takes it: there is no claim "data" in the namespace of the project group',
    ],
    [
      '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
      'no machine takes it: a claim that it mounts has no volume yet',
    ],
    [
      '0/3 nodes are available: 1 node(s) were unschedulable, 1 Too many pods, 1 node(s) had volume node affinity conflict.',
      'no machine takes it: 1 machine is closed for new work; 1 machine has as many pods as fit; 1 machine does not reach the volume of a claim',
    ],
    [
      'no nodes available to schedule pods',
      'no machine takes it: no nodes available to schedule pods',
    ],
    [
      '0/1 nodes are available: 1 something new.',
      'no machine takes it: 1 machine (something new)',
    ],
  ])('is told by the scheduler: %s', (message, words) => {
    expect(unschedulable(message)).toBe(words);
  });

  it.each([
    [
      'ErrImagePull',
      `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
      `its image "${image}" cannot be pulled: the registry does not have it`,
    ],
    [
      'ImagePullBackOff',
      `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": failed to resolve reference "${image}": pulling from host 198.18.0.2:5001 failed with status code [manifests 1]: 401 Unauthorized`,
      `its image "${image}" cannot be pulled: pulling from host 198.18.0.2:5001 failed with status code [manifests 1]: 401 Unauthorized (the registry wants a pull secret that may read it)`,
    ],
    [
      'InvalidImageName',
      `failed to parse image reference "${image}": invalid reference format`,
      `its image "${image}" cannot be pulled: failed to parse image reference "${image}": invalid reference format`,
    ],
    [
      'CreateContainerConfigError',
      'secret "nope" not found',
      'it cannot be started: secret "nope" not found',
    ],
    [
      'CreateContainerError',
      undefined,
      'it cannot be started: CreateContainerError',
    ],
  ])('is told by its container: %s', (reason, message, words) => {
    expect(waiting(reason, message)).toBe(words);
  });

  it('is told by a warning where the container says that it is tried again', () => {
    expect(
      waiting('ImagePullBackOff', `Back-off pulling image "${image}"`, [
        'Failed',
        `Failed to pull image "${image}": ${image}: not found`,
      ]),
    ).toBe(
      `its image "${image}" cannot be pulled: the registry does not have it`,
    );
  });

  it('is told by a warning where a volume is missing', () => {
    const warning: [string, string] = [
      'FailedMount',
      'MountVolume.SetUp failed for volume "v" : configmap "nope" not found',
    ];
    expect(waiting('ContainerCreating', undefined, warning)).toBe(
      'a volume cannot be mounted: MountVolume.SetUp failed for volume "v" : configmap "nope" not found',
    );
  });

  it('is nothing while its containers are being made', () => {
    expect(waiting('ContainerCreating')).toBeNull();
    expect(waiting('PodInitializing')).toBeNull();
    expect(says({}).reason).toBeNull();
    expect(waiting('ContainerCreating', '', ['Unhealthy', 'x'])).toBeNull();
  });

  it('tells the parts of Argo from the task', () => {
    expect(waiting('CreateContainerError', 'x', undefined, 'wait')).toBe(
      "Argo's part of its pod cannot be started: x",
    );
  });
});

describe('a pod that runs', () => {
  const startedAt = '2026-11-25T23:40:40Z';
  const main = { name: 'main', state: { running: { startedAt } } };
  const ready = { type: 'Ready', status: 'True' };

  it('says since when', () => {
    expect(says({ conditions: [ready], containerStatuses: [main] })).toEqual({
      runningSince: Date.parse(startedAt),
      reason: null,
      removal: null,
    });
  });

  it('says when its machine does not answer', () => {
    const lost = {
      type: 'Ready',
      status: 'False',
      lastTransitionTime: '2026-11-25T23:41:00Z',
    };
    expect(says({ conditions: [lost], containerStatuses: [main] }).reason).toBe(
      'its machine "alpha-node-2" does not answer since 2026-11-25T23:41:00Z: it goes on when the machine is back, and fails when the machine is removed from the cluster',
    );
  });

  it('is not taken for lost while it is unready for a reason, or has ended', () => {
    const unready = {
      type: 'Ready',
      status: 'False',
      reason: 'ContainersNotReady',
    };
    const ended = { name: 'main', state: { terminated: { exitCode: 0 } } };
    expect(
      says({ conditions: [unready], containerStatuses: [main] }).reason,
    ).toBeNull();
    expect(says({ containerStatuses: [ended] })).toEqual({
      runningSince: null,
      reason: null,
      removal: null,
    });
  });
});

describe('a pod that went', () => {
  const went = (status: PodStatus, deletionTimestamp?: string) =>
    explainRemoval({
      metadata: {
        name: 'p',
        namespace: 'n',
        uid: 'u',
        resourceVersion: '1',
        deletionTimestamp,
      },
      spec: { nodeName: 'alpha-node-2' },
      status,
    });
  const disrupted = (reason: string, message?: string): PodStatus => ({
    conditions: [{ type: 'DisruptionTarget', status: 'True', reason, message }],
  });

  it.each([
    ['DeletionByPodGC', 'its machine "alpha-node-2" was lost'],
    [
      'DeletionByTaintManager',
      'its machine "alpha-node-2" was taken out of use or did not answer',
    ],
    [
      'EvictionByEvictionAPI',
      'it was evicted, as when its machine "alpha-node-2" is emptied for maintenance',
    ],
    ['PreemptionByScheduler', 'it was evicted for work of a higher priority'],
    ['TerminationByKubelet', 'it was evicted from its machine: why'],
  ])('by %s', (reason, words) => {
    expect(went(disrupted(reason, 'why'), '2026-11-26T00:00:00Z')).toBe(words);
  });

  it('for want of something on its machine', () => {
    const message = 'The node was low on resource: memory.';
    expect(went({ phase: 'Failed', reason: 'Evicted', message })).toBe(
      `it was evicted from its machine: ${message}`,
    );
  });

  it('since somebody has deleted it', () => {
    expect(went({}, '2026-11-26T00:00:00Z')).toBe(
      'its pod was removed from the cluster by somebody',
    );
  });

  it('by itself', () => {
    expect(went({ phase: 'Succeeded' })).toBeNull();
  });
});
