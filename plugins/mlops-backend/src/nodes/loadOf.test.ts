import type { NodePodState } from '@mlops/plugin-mlops-node';
import { aCluster, amounts, aNode, aPod } from '../__testUtils__/aCluster';
import { loadOf } from './loadOf';

const ownerOf = ({ project, person }: NodePodState) => ({
  project,
  person,
  run: null,
});

describe('who has asked for how much of a cluster', () => {
  const gpu = { requests: amounts({ cpuMillicores: 100, gpus: 2, pods: 1 }) };
  const cluster = aCluster([
    aNode('one', {
      pods: [aPod({ project: 'ads', person: 'user:default/ann' }), aPod()],
      requested: {
        ours: amounts({ cpuMillicores: 2000 }),
        others: amounts({ cpuMillicores: 500 }),
      },
    }),
    aNode('two', {
      allocatable: amounts({ cpuMillicores: 10_000, gpus: 2 }),
      pods: [aPod({ ...gpu, project: 'speech' }), aPod({ project: 'ads' })],
    }),
  ]);

  it('is told by project group, those with the largest part of anything first', () => {
    const load = loadOf(cluster, 'project', ownerOf);
    expect(load.shares.map(({ name }) => name)).toEqual([
      'speech',
      'ads',
      'vision',
    ]);
    expect(load.shares[1].requested).toMatchObject({
      cpuMillicores: 2000,
      memoryBytes: 2e9,
      pods: 2,
    });
    expect(load.allocatable).toMatchObject({ cpuMillicores: 20_000, gpus: 2 });
    expect(load.others).toMatchObject({ cpuMillicores: 500 });
  });

  it('is told by person, with what is of nobody that is known together', () => {
    const { shares } = loadOf(cluster, 'person', ownerOf);
    expect(shares.map(({ name, requested }) => [name, requested.pods])).toEqual(
      [
        [null, 3],
        ['user:default/ann', 1],
      ],
    );
  });

  it('is nothing of a cluster that is away', () => {
    const away = aCluster([], { problem: 'does not answer' });
    expect(loadOf(away, 'project', ownerOf)).toMatchObject({
      problem: 'does not answer',
      shares: [],
      allocatable: amounts({}),
    });
  });
});
