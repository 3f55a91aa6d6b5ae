import { requestsOf } from './requestsOf';

const GPU = 'nvidia.com/gpu';
const asks = (cpu: string, memory = '0', more = {}) => ({
  resources: { requests: { cpu, memory, ...more } },
});

describe('what a pod asks for', () => {
  it('is what its containers ask for together, and one place', () => {
    const spec = {
      containers: [asks('100m', '1Gi', { [GPU]: '2' }), asks('1', '24Mi'), {}],
    };
    expect(requestsOf({ spec }, GPU)).toEqual({
      cpuMillicores: 1100,
      memoryBytes: 2 ** 30 + 24 * 2 ** 20,
      gpus: 2,
      pods: 1,
    });
    expect(requestsOf({}, GPU)).toMatchObject({ cpuMillicores: 0, pods: 1 });
  });

  it('is as much as the largest container before them needs, resource by resource', () => {
    const spec = {
      initContainers: [asks('2', '1Mi'), asks('1', '3Mi')],
      containers: [asks('500m', '2Mi')],
    };
    expect(requestsOf({ spec }, GPU)).toMatchObject({
      cpuMillicores: 2000,
      memoryBytes: 3 * 2 ** 20,
    });
  });

  it('counts a container that goes on beside the others with both', () => {
    const sidecar = { ...asks('200m'), restartPolicy: 'Always' };
    const spec = {
      initContainers: [sidecar, asks('1')],
      containers: [asks('900m')],
    };
    expect(requestsOf({ spec }, GPU).cpuMillicores).toBe(1200);
    const small = { initContainers: [sidecar], containers: [asks('900m')] };
    expect(requestsOf({ spec: small }, GPU).cpuMillicores).toBe(1100);
  });

  it('adds what its runtime needs', () => {
    const spec = { containers: [asks('1')], overhead: { cpu: '250m' } };
    expect(requestsOf({ spec }, GPU).cpuMillicores).toBe(1250);
  });
});
