import fc from 'fast-check';
import type { Flow, GraphLayout, GraphShape } from './GraphLayout';
import { layout } from './layout';

const digits: GraphShape = [
  { name: 'load', dependsOn: [] },
  { name: 'train-svc', dependsOn: ['load'] },
  { name: 'train-tree', dependsOn: ['load'] },
  { name: 'compare', dependsOn: ['train-svc', 'train-tree'] },
];

/** Graphs without circles in any order of definition, with neighbours that are not there. */
const shapes: fc.Arbitrary<GraphShape> = fc
  .array(fc.array(fc.nat(200), { maxLength: 4 }), { maxLength: 70 })
  .chain(rows => {
    const tasks = rows.map((picks, at) => ({
      name: `t${at}`,
      dependsOn: [
        ...new Set(picks.map(pick => `t${at === 0 ? 300 : pick % at}`)),
      ],
    }));
    return fc.shuffledSubarray(tasks, { minLength: tasks.length });
  });

/** Whatever the backend may ever send: circles, loops, names twice, any text as a name. */
const hostile: fc.Arbitrary<GraphShape> = fc
  .uniqueArray(fc.string(), { minLength: 1, maxLength: 8 })
  .chain(names =>
    fc.array(
      fc.record({
        name: fc.constantFrom(...names),
        dependsOn: fc.array(fc.constantFrom(...names), { maxLength: 5 }),
      }),
      { maxLength: 40 },
    ),
  );

const flows = fc.constantFrom<Flow>('right', 'down');

function place({ positions }: GraphLayout, name: string) {
  return positions.get(name)!;
}

function alongOf(drawn: GraphLayout, name: string) {
  const { x, y } = place(drawn, name);
  return drawn.flow === 'right' ? x : y;
}

function chain(count: number): GraphShape {
  return Array.from({ length: count }, (_, at) => ({
    name: `t${at}`,
    dependsOn: at === 0 ? [] : [`t${at - 1}`],
  }));
}

function fan(count: number): GraphShape {
  const names = Array.from({ length: count }, (_, at) => `t${at}`);
  return [
    { name: 'first', dependsOn: [] },
    ...names.map(name => ({ name, dependsOn: ['first'] })),
    { name: 'last', dependsOn: names },
  ];
}

describe('layout', () => {
  it('gives every task a place inside the drawing, whatever the graph', () => {
    fc.assert(
      fc.property(fc.oneof(shapes, hostile), flows, (shape, flow) => {
        const { positions, size, extent } = layout(shape, flow);
        expect(new Set(positions.keys())).toEqual(
          new Set(shape.map(({ name }) => name)),
        );
        for (const { x, y } of positions.values()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + size.width).toBeLessThanOrEqual(extent.width);
          expect(y + size.height).toBeLessThanOrEqual(extent.height);
        }
      }),
    );
  });

  it('lets no two tasks overlap', () => {
    fc.assert(
      fc.property(fc.oneof(shapes, hostile), flows, (shape, flow) => {
        const { positions, size } = layout(shape, flow);
        const places = [...positions.values()];
        const overlapping = places.filter((a, at) =>
          places
            .slice(at + 1)
            .some(
              b =>
                Math.abs(a.x - b.x) < size.width &&
                Math.abs(a.y - b.y) < size.height,
            ),
        );
        expect(overlapping).toEqual([]);
      }),
    );
  });

  it('ranks every task behind those it waits for', () => {
    fc.assert(
      fc.property(shapes, flows, (shape, flow) => {
        const { ranks } = layout(shape, flow);
        const rankOf = new Map(
          ranks.flatMap((names, at) => names.map(name => [name, at] as const)),
        );
        expect(rankOf.size).toBe(shape.length);
        const early = shape.filter(({ name, dependsOn }) =>
          dependsOn.some(
            upstream => (rankOf.get(upstream) ?? -1) >= rankOf.get(name)!,
          ),
        );
        expect(early).toEqual([]);
      }),
    );
  });

  it('draws the same graph the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(shapes, hostile), flows, (shape, flow) => {
        expect(layout(shape, flow)).toEqual(layout(shape, flow));
      }),
      { numRuns: 30 },
    );
  });

  it.each(['right', 'down'] as const)(
    'draws arrows in the direction of the flow, %s',
    flow => {
      const drawn = layout(digits, flow);
      for (const { name, dependsOn } of digits) {
        for (const upstream of dependsOn) {
          expect(alongOf(drawn, name)).toBeGreaterThan(
            alongOf(drawn, upstream),
          );
        }
      }
    },
  );

  it('draws an arrow for each dependency', () => {
    const { wires } = layout(digits, 'right');
    expect(wires.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      'load train-svc',
      'load train-tree',
      'train-svc compare',
      'train-tree compare',
    ]);
    for (const { d } of wires) expect(d).toMatch(/^M[-\d. ]+[CL]/);
  });

  it('leads an arrow over several ranks around the tasks between', () => {
    const drawn = layout(
      [
        { name: 'a', dependsOn: [] },
        { name: 'b', dependsOn: ['a'] },
        { name: 'c', dependsOn: ['a', 'b'] },
      ],
      'right',
    );
    const long = drawn.wires.find(({ from, to }) => from + to === 'ac')!;
    const across = [...long.d.matchAll(/(-?\d+) (-?\d+)/g)]
      .filter(([, x]) => Math.abs(Number(x) - place(drawn, 'b').x) < 10)
      .map(([, , y]) => Number(y));
    const { y: top } = place(drawn, 'b');
    expect(across).not.toEqual([]);
    for (const y of across) {
      expect(y < top || y > top + drawn.size.height).toBe(true);
    }
  });

  it('draws many siblings as one block with one arrow in and one out', () => {
    const { siblings, wires, extent, ranks } = layout(fan(998), 'right');
    expect(siblings.map(({ tasks }) => tasks.length)).toEqual([998]);
    expect(wires.map(({ from, to }) => [from, to])).toEqual([
      ['first', 't0'],
      ['t0', 'last'],
    ]);
    expect(extent.width / extent.height).toBeGreaterThan(0.5);
    expect(extent.width / extent.height).toBeLessThan(3);
    expect(ranks.map(({ length }) => length)).toEqual([1, 998, 1]);
  });

  it('leaves few siblings as they are, so that each has its arrows', () => {
    expect(layout(fan(3), 'right').siblings).toEqual([]);
  });

  it('wraps a long chain like the lines of a text', () => {
    const drawn = layout(chain(1000), 'right');
    expect(drawn.extent.width / drawn.extent.height).toBeGreaterThan(0.5);
    expect(drawn.extent.width / drawn.extent.height).toBeLessThan(3);
    const lines = new Map<number, number[]>();
    chain(1000).forEach(({ name }, at) => {
      const { y } = place(drawn, name);
      lines.set(y, [...(lines.get(y) ?? []), at]);
    });
    const read = [...lines]
      .sort(([a], [b]) => a - b)
      .flatMap(([, line]) => line);
    expect(read).toEqual(chain(1000).map((_, at) => at));
    for (const line of lines.values()) {
      const xs = line.map(at => place(drawn, `t${at}`).x);
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
    }
  });

  it('leaves a chain that can be read in one line', () => {
    const { positions } = layout(chain(5), 'right');
    expect(new Set([...positions.values()].map(({ y }) => y)).size).toBe(1);
  });

  it('keeps the order of the definition where nothing speaks against it', () => {
    const drawn = layout(digits, 'right');
    expect(place(drawn, 'train-svc').y).toBeLessThan(
      place(drawn, 'train-tree').y,
    );
  });

  it('makes nodes smaller where there are many', () => {
    expect(layout(chain(50), 'right').size.height).toBeLessThan(
      layout(digits, 'right').size.height,
    );
  });

  it('comes to an end where everything waits for everything before it', () => {
    const dense = Array.from({ length: 300 }, (_, at) => ({
      name: `t${at}`,
      dependsOn: Array.from({ length: at }, (__, before) => `t${before}`),
    }));
    const { positions, wires } = layout(dense, 'right');
    expect(positions.size).toBe(300);
    expect(wires).toHaveLength(20_000);
  });
});
