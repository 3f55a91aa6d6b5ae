import { loadBar, rankedNames, SHADES } from './loadBars';

const amounts = (cpuMillicores: number, gpus = 0) => ({
  cpuMillicores,
  memoryBytes: 0,
  gpus,
  pods: 1,
});

function aCluster(
  shares: Array<[name: string | null, cpu: number, gpus?: number]>,
  part: { all?: number; others?: number } = {},
) {
  return {
    name: 'alpha',
    problem: null,
    allocatable: amounts(part.all ?? 10_000, 8),
    shares: shares.map(([name, cpu, gpus]) => ({
      name,
      requested: amounts(cpu, gpus),
    })),
    others: amounts(part.others ?? 0),
  };
}

describe('the picture of the load', () => {
  it('is a bar as wide as there is, with the parts one after the other', () => {
    const cluster = aCluster(
      [
        ['a', 4_000],
        ['b', 1_000],
      ],
      { others: 500 },
    );
    const bar = loadBar(cluster, 'cpu', ['a', 'b']);
    expect(bar).toMatchObject({ all: 10_000, asked: 5_500 });
    expect(
      bar.segments.map(({ kind, name, shade, from, size }) => [
        kind,
        name,
        shade,
        from,
        size,
      ]),
    ).toEqual([
      ['share', 'a', 0, 0, 0.4],
      ['share', 'b', 1, 0.4, 0.1],
      ['others', null, null, 0.5, 0.05],
    ]);
  });

  it('leaves out who asks for nothing of a resource, and keeps everybody’s colour', () => {
    const cluster = aCluster([
      ['a', 4_000],
      ['b', 1_000, 2],
    ]);
    const { segments } = loadBar(cluster, 'gpu', ['a', 'b']);
    expect(segments).toMatchObject([{ name: 'b', shade: 1, size: 0.25 }]);
  });

  it('is full, and no wider, where more is asked for than there is', () => {
    const { segments } = loadBar(
      aCluster([
        ['a', 9_000],
        ['b', 3_000],
      ]),
      'cpu',
      ['a', 'b'],
    );
    const last = segments.at(-1);
    expect((last?.from ?? 0) + (last?.size ?? 0)).toBeCloseTo(1);
  });

  it('draws together who comes after the colours', () => {
    const names = Array.from({ length: SHADES + 3 }, (_, at) => `group-${at}`);
    const cluster = aCluster(names.map(name => [name, 100]));
    const { segments } = loadBar(cluster, 'cpu', names);
    expect(segments).toHaveLength(SHADES + 1);
    expect(segments.at(-1)).toMatchObject({
      kind: 'rest',
      count: 3,
      amount: 300,
    });
  });

  it('gives the first colours to whoever asks for most anywhere', () => {
    const clusters = [
      aCluster([
        ['a', 9],
        ['b', 1],
      ]),
      aCluster([
        ['c', 9],
        ['a', 1],
      ]),
    ];
    expect(rankedNames({ clusters })).toEqual(['a', 'c', 'b']);
  });
});
