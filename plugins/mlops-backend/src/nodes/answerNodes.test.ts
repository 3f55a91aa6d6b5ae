import { aCluster, amounts, aNode } from '../__testUtils__/aCluster';
import { answerNodes, nodesBehind, type NodeQuestion } from './answerNodes';

const busy = (cpuMillicores: number) => ({
  ours: amounts({ cpuMillicores }),
  others: amounts({}),
});
const clusters = [
  aCluster([
    aNode('idle'),
    aNode('full', { requested: busy(9_000) }),
    aNode('gpu-1', {
      labels: { gpu: 'true', org: 'vision' },
      allocatable: amounts({ gpus: 2 }),
    }),
  ]),
  aCluster([aNode('other', { state: 'cordoned' })], { cluster: 'beta' }),
];
const found = (question: NodeQuestion) =>
  answerNodes(clusters, question).map(({ node }) => node.name);

describe('machines that are asked for', () => {
  it('are all of them, cluster by cluster', () => {
    expect(found({})).toEqual(['full', 'gpu-1', 'idle', 'other']);
  });

  it.each<[NodeQuestion, string[]]>([
    [{ cluster: ['beta'] }, ['other']],
    [{ state: ['cordoned', 'unready'] }, ['other']],
    [{ role: ['gpu'] }, ['gpu-1']],
    [{ role: ['cpu', 'train'] }, ['full', 'idle', 'other']],
    [{ role: ['cpu', 'gpu'] }, []],
    [{ org: 'vision' }, ['gpu-1']],
    [{ search: 'GPU' }, ['gpu-1']],
    [{ search: 'l', cluster: ['alpha'] }, ['full', 'idle']],
  ])('are those that meet %j', (question, names) => {
    expect(found(question)).toEqual(names);
  });

  it('begin with those of which most is asked for; what has none of it comes last', () => {
    expect(found({ order: 'cpu' })).toEqual(['full', 'idle', 'gpu-1', 'other']);
    expect(found({ order: 'gpu' })).toEqual(['gpu-1', 'full', 'idle', 'other']);
  });

  it('come page by page, each once, also of a thousand', () => {
    const many = Array.from({ length: 1_000 }, (_, place) =>
      aNode(`node-${place}`, { requested: busy(place % 7) }),
    );
    const all = answerNodes([aCluster(many)], { order: 'cpu' });
    const seen: string[] = [];
    for (let rest = all; rest.length > 0; ) {
      const page = rest.slice(0, 90);
      seen.push(...page.map(({ node }) => node.name));
      rest = nodesBehind(all, page.at(-1)?.key);
    }
    expect(seen).toHaveLength(1_000);
    expect(new Set(seen).size).toBe(1_000);
  });

  it('do not begin at a place of another list', () => {
    expect(() => nodesBehind([], ['a', 1])).toThrow('does not belong');
  });
});
