import { nodeRolesOf } from '@mlops/plugin-mlops-common';
import { aCluster, amounts, aNode, aPod } from '../__testUtils__/aCluster';
import { previewRoles, type PlacedProject } from './previewRoles';

function group(name: string, part: Partial<PlacedProject> = {}): PlacedProject {
  return { name, title: name, cluster: null, org: null, ...part };
}

const training = { cpu: 'true', train: 'true', org: 'public' };
const roles = nodeRolesOf(training);
const names = (pods: ReadonlyArray<{ name: string }>) =>
  pods.map(({ name }) => name);
const words = (
  work: ReadonlyArray<{ project: string; work: string; machine: string }>,
) =>
  work.map(
    ({ project, work: kind, machine }) => `${project}: ${kind} ${machine}`,
  );

describe('what other roles of a machine would mean', () => {
  it('is nothing where they stay', () => {
    const node = aNode('one', { pods: [aPod()] });
    const cluster = aCluster([node], {
      waiting: [aPod({ status: 'waiting' })],
    });
    expect(previewRoles(cluster, node, roles, [group('a')])).toEqual({
      before: roles,
      changes: [],
      staying: [],
      lost: [],
      gained: [],
      placeable: [],
      stranded: [],
    });
  });

  it('is that groups lose their last machine for a kind of work, and others get a first one', () => {
    const node = aNode('one');
    const groups = [
      group('everybody'),
      group('vision', { org: 'vision' }),
      group('elsewhere', { cluster: 'beta' }),
      group('here', { cluster: 'alpha', org: 'vision' }),
    ];
    const after = { ...roles, org: 'vision', service: true };
    const preview = previewRoles(aCluster([node]), node, after, groups);
    expect(words(preview.lost)).toEqual(['everybody: train cpu']);
    expect(words(preview.gained)).toEqual([
      'vision: train cpu',
      'vision: service cpu',
      'here: train cpu',
      'here: service cpu',
    ]);
  });

  it('is no loss while another machine does the same, unless that one takes no work', () => {
    const [one, two] = [aNode('one'), aNode('two')];
    const after = { ...roles, train: false };
    const lost = (other: typeof two) =>
      words(
        previewRoles(aCluster([one, other]), one, after, [group('a')]).lost,
      );
    expect(lost(two)).toEqual([]);
    expect(lost({ ...two, takesWork: false })).toEqual(['a: train cpu']);
  });

  it('takes nothing from anybody where the machine takes no work', () => {
    const node = aNode('one', { takesWork: false });
    const cluster = aCluster([node], {
      waiting: [aPod({ status: 'waiting' })],
    });
    const after = { ...roles, train: false, gpu: true };
    expect(previewRoles(cluster, node, after, [group('a')])).toMatchObject({
      lost: [],
      gained: [],
      placeable: [],
      stranded: [],
    });
  });

  it('is for groups without a cluster of their own what happens on the default one', () => {
    const node = aNode('one');
    const cluster = aCluster([node], { isDefault: false });
    const after = { ...roles, train: false };
    expect(previewRoles(cluster, node, after, [group('a')]).lost).toEqual([]);
  });

  it('names what stays there although it would go elsewhere from now on', () => {
    const node = aNode('one', {
      pods: [
        aPod({ name: 'task' }),
        aPod({ name: 'placed-before', selector: { notebook: 'true' } }),
        aPod({ name: 'anywhere', selector: {} }),
      ],
    });
    const after = { ...roles, train: false };
    const preview = previewRoles(aCluster([node]), node, after, []);
    expect(names(preview.staying)).toEqual(['task']);
  });

  it('finds room for what waits, the longest first, as far as there is some', () => {
    const big = amounts({ cpuMillicores: 6_000, pods: 1 });
    const selector = { gpu: 'true', train: 'true', org: 'public' };
    const wanting = (name: string, createdAt: number, part = {}) =>
      aPod({ name, createdAt, selector, requests: big, ...part });
    const node = aNode('one', { pods: [aPod()] });
    const cluster = aCluster([node], {
      waiting: [
        wanting('later', 2),
        wanting('first', 1),
        wanting('small', 3, { requests: amounts({ cpuMillicores: 3_000 }) }),
        wanting('other', 0, { selector: { ...selector, org: 'ads' } }),
      ],
    });
    const after = { ...roles, gpu: true };
    const preview = previewRoles(cluster, node, after, []);
    expect(names(preview.placeable)).toEqual(['first', 'small']);
  });

  it('names what waits for this machine and would wait for none', () => {
    const node = aNode('one');
    const other = aNode('two', { labels: { ...training, 'gpu-type': 'A' } });
    const cluster = aCluster([node, other], {
      waiting: [
        aPod({ name: 'has another' }),
        aPod({ name: 'stranded', selector: { ...training, zone: 'b' } }),
      ],
    });
    const special = { ...node, labels: { ...training, zone: 'b' } };
    const after = { ...roles, train: false };
    const preview = previewRoles(cluster, special, after, []);
    expect(names(preview.stranded)).toEqual(['stranded']);
  });
});
