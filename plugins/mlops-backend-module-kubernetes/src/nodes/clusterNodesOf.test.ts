import { NO_NODE_AMOUNTS } from '@mlops/plugin-mlops-common';
import { clusterNodesOf } from './clusterNodesOf';
import { nodeStateOf } from './nodeStateOf';
import type { ObservedPod } from './observed';
import { seenPodOf } from './SeenPod';

const gpuResource = 'nvidia.com/gpu';
const node = nodeStateOf(
  { metadata: { name: 'one', uid: 'u', resourceVersion: '1' } },
  { gpuResource, tolerations: [] },
);
const isOwn = ({ labels }: ObservedPod['metadata']) =>
  labels?.['mlops/run-proof'] === 'proof';

function aPod(
  part: { own?: boolean } & Pick<ObservedPod, 'spec' | 'status'>,
): ObservedPod {
  const labels = {
    'mlops/run-proof': part.own === false ? 'copied' : 'proof',
    'mlops/run-id': 'r',
    'mlops/project': 'vision',
    'mlops/task': 'train',
  };
  return {
    metadata: {
      name: 'pod',
      namespace: 'n',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-03-01T08:00:00Z',
      labels,
      annotations: { 'mlops/created-by': 'user:default/ann' },
    },
    spec: {
      containers: [{ resources: { requests: { cpu: '500m' } } }],
      nodeSelector: { cpu: 'true' },
      ...part.spec,
    },
    status: part.status,
  };
}

function seen(...pods: ObservedPod[]) {
  return clusterNodesOf(
    [node],
    pods.flatMap(pod => seenPodOf(pod, { gpuResource, isOwn }) ?? []),
    new Map([['one', { cpuMillicores: 5, memoryBytes: 6 }]]),
  );
}

describe('pods on machines', () => {
  it('are told apart by what proves them, not by labels that anybody can copy', () => {
    const spec = { nodeName: 'one' };
    const { nodes } = seen(
      aPod({ spec, status: { phase: 'Running' } }),
      aPod({ spec, own: false }),
      aPod({ spec, own: false }),
    );
    expect(nodes[0].requested).toMatchObject({
      ours: { cpuMillicores: 500, pods: 1 },
      others: { cpuMillicores: 1000, pods: 2 },
    });
    expect(nodes[0].used).toEqual({ cpuMillicores: 5, memoryBytes: 6 });
    expect(nodes[0].pods).toEqual([
      {
        namespace: 'n',
        name: 'pod',
        kind: 'task',
        status: 'running',
        reason: null,
        project: 'vision',
        person: 'user:default/ann',
        runId: 'r',
        task: 'train',
        requests: { ...NO_NODE_AMOUNTS, cpuMillicores: 500, pods: 1 },
        selector: { cpu: 'true' },
        createdAt: Date.parse('2026-03-01T08:00:00Z'),
      },
    ]);
  });

  it('count no more when they have ended', () => {
    const spec = { nodeName: 'one' };
    const { nodes, waiting } = seen(
      aPod({ spec, status: { phase: 'Succeeded' } }),
      aPod({ status: { phase: 'Failed' } }),
    );
    expect(nodes[0].requested.ours).toEqual(NO_NODE_AMOUNTS);
    expect(waiting).toEqual([]);
  });

  it('wait without one, and say why in words', () => {
    const message = '0/5 nodes are available: 5 Insufficient cpu.';
    const conditions = [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message,
      },
    ];
    const { waiting } = seen(
      aPod({ status: { phase: 'Pending', conditions } }),
      aPod({ own: false, status: { phase: 'Pending', conditions } }),
    );
    expect(waiting).toMatchObject([
      {
        status: 'waiting',
        reason:
          'no machine takes it: 5 machines have too little free CPU for 0.5',
      },
    ]);
  });

  it('start there, and say what they wait for', () => {
    const state = { waiting: { reason: 'ImagePullBackOff' } };
    const { nodes } = seen(
      aPod({
        spec: { nodeName: 'one' },
        status: { phase: 'Pending', containerStatuses: [{ state }] },
      }),
    );
    expect(nodes[0].pods).toMatchObject([
      { status: 'starting', reason: 'ImagePullBackOff' },
    ]);
  });

  it('are nowhere where their machine is gone already', () => {
    const { nodes } = seen(aPod({ spec: { nodeName: 'gone' } }));
    expect(nodes).toHaveLength(1);
    expect(nodes[0].pods).toEqual([]);
  });
});
