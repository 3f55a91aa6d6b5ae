import { nodeStateOf } from './nodeStateOf';
import type { ObservedNode } from './observed';

const options = { gpuResource: 'nvidia.com/gpu', tolerations: [] };

function aNode({
  labels = {},
  spec = {},
  status = {},
}: Partial<Pick<ObservedNode, 'spec' | 'status'>> & {
  labels?: Record<string, string>;
}): ObservedNode {
  return {
    metadata: { name: 'one', uid: 'u', resourceVersion: '1', labels },
    spec,
    status: { conditions: [{ type: 'Ready', status: 'True' }], ...status },
  };
}

describe('a machine', () => {
  it('that is well says what it has', () => {
    const node = aNode({
      labels: { gpu: 'true', 'nvidia.com/gpu.product': 'H100' },
      status: {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'MemoryPressure', status: 'False' },
        ],
        capacity: {
          cpu: '16',
          memory: '64Gi',
          'nvidia.com/gpu': '8',
          pods: '110',
        },
        allocatable: { cpu: '15500m', memory: '62Gi', 'nvidia.com/gpu': '8' },
      },
    });
    expect(nodeStateOf(node, options)).toEqual({
      name: 'one',
      state: 'ready',
      reasons: [],
      takesWork: true,
      labels: { gpu: 'true', 'nvidia.com/gpu.product': 'H100' },
      gpuType: 'H100',
      capacity: {
        cpuMillicores: 16_000,
        memoryBytes: 64 * 2 ** 30,
        gpus: 8,
        pods: 110,
      },
      allocatable: {
        cpuMillicores: 15_500,
        memoryBytes: 62 * 2 ** 30,
        gpus: 8,
        pods: 0,
      },
      taints: [],
    });
  });

  it.each<[string, ObservedNode['status'], string[]]>([
    [
      'tells why it is not ready',
      {
        conditions: [
          { type: 'Ready', status: 'False', message: 'no network plugin' },
        ],
      },
      ['not ready: no network plugin'],
    ],
    [
      'is missed when it does not report',
      { conditions: [{ type: 'Ready', status: 'Unknown', message: 'x' }] },
      ['does not answer any more'],
    ],
    [
      'is new when it has said nothing',
      { conditions: [] },
      ['has not told yet whether it is ready'],
    ],
    [
      'names what it is short of',
      {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'True' },
        ],
      },
      ['short of disk'],
    ],
  ])('%s', (_, status, reasons) => {
    const node = nodeStateOf(aNode({ status }), options);
    expect(node.reasons).toEqual(reasons);
    expect(node.takesWork).toBe(node.state === 'ready');
  });

  it('takes no work while it is cordoned, and is not called tainted for it', () => {
    const node = nodeStateOf(
      aNode({
        spec: {
          unschedulable: true,
          taints: [
            { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
          ],
        },
      }),
      options,
    );
    expect(node).toMatchObject({
      state: 'cordoned',
      takesWork: false,
      reasons: ['taken out of scheduling'],
      taints: [],
    });
  });

  it('takes no work past a taint, unless the configuration tolerates it', () => {
    const node = aNode({
      spec: { taints: [{ key: 'gpu', value: 'a', effect: 'NoSchedule' }] },
    });
    expect(nodeStateOf(node, options)).toMatchObject({
      state: 'ready',
      takesWork: false,
      taints: [
        { key: 'gpu', value: 'a', effect: 'NoSchedule', tolerated: false },
      ],
    });
    const tolerations = [{ key: 'gpu', operator: 'Exists' as const }];
    expect(nodeStateOf(node, { ...options, tolerations })).toMatchObject({
      takesWork: true,
      taints: [{ tolerated: true }],
    });
  });

  it('takes work past a taint that only asks for others first', () => {
    const node = aNode({
      spec: { taints: [{ key: 'old', effect: 'PreferNoSchedule' }] },
    });
    expect(nodeStateOf(node, options).takesWork).toBe(true);
  });
});
