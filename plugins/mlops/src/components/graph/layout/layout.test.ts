import { fittingFlow } from './fittingFlow';
import type { GraphLayout, GraphShape } from './GraphLayout';
import { layout } from './layout';
import { shapeKey } from './shapeKey';
import { neighbour } from './neighbour';

const digits: GraphShape = [
  { name: 'load', dependsOn: [] },
  { name: 'train-svc', dependsOn: ['load'] },
  { name: 'train-tree', dependsOn: ['load'] },
  { name: 'compare', dependsOn: ['train-svc', 'train-tree'] },
];

function layers(count: number, width: number): GraphShape {
  return Array.from({ length: count }, (_, index) => {
    const layer = Math.floor(index / width);
    return {
      name: `t${index}`,
      dependsOn:
        layer === 0 ? [] : [`t${(layer - 1) * width + ((index * 7) % width)}`],
    };
  });
}

function place(positions: GraphLayout['positions'], name: string) {
  return positions.get(name)!;
}

describe('layout', () => {
  it('draws every task to the right of those it waits for', () => {
    for (const shape of [digits, layers(300, 12)]) {
      const { positions, size } = layout(shape, 'right');
      for (const { name, dependsOn } of shape) {
        for (const upstream of dependsOn) {
          expect(place(positions, name).x).toBeGreaterThanOrEqual(
            place(positions, upstream).x + size.width,
          );
        }
      }
    }
  });

  it('draws every task below those it waits for where the graph flows down', () => {
    const { positions, size } = layout(digits, 'down');
    for (const { name, dependsOn } of digits) {
      for (const upstream of dependsOn) {
        expect(place(positions, name).y).toBeGreaterThanOrEqual(
          place(positions, upstream).y + size.height,
        );
      }
    }
  });

  it('tells how large the drawing is', () => {
    const { positions, size, extent } = layout(digits, 'right');
    const right = Math.max(...[...positions.values()].map(({ x }) => x));
    const bottom = Math.max(...[...positions.values()].map(({ y }) => y));
    expect(extent).toEqual({
      width: right + size.width,
      height: bottom + size.height,
    });
  });

  it('lets no two tasks overlap', () => {
    const shape = layers(60, 6);
    const { positions, size } = layout(shape, 'right');
    const places = [...positions.values()];
    places.forEach((a, index) =>
      places.slice(index + 1).forEach(b => {
        const apart =
          Math.abs(a.x - b.x) >= size.width ||
          Math.abs(a.y - b.y) >= size.height;
        expect(apart).toBe(true);
      }),
    );
  });

  it('makes nodes smaller where there are many', () => {
    expect(layout(layers(50, 5), 'right').size.height).toBeLessThan(
      layout(digits, 'right').size.height,
    );
  });

  it('leaves out edges to tasks that are not there', () => {
    const { positions } = layout([{ name: 'a', dependsOn: ['gone'] }], 'right');
    expect([...positions.keys()]).toEqual(['a']);
  });

  it('takes names that objects know otherwise', () => {
    const { positions } = layout(
      [
        { name: 'constructor', dependsOn: [] },
        { name: 'tostring', dependsOn: ['constructor'] },
      ],
      'right',
    );
    expect(positions.get('constructor')).toEqual({
      x: expect.any(Number),
      y: expect.any(Number),
    });
  });

  it('stays within a second for 500 tasks', () => {
    const started = performance.now();
    layout(layers(500, 10), 'right');
    // Generous: it takes about 0.2 s on a quiet machine.
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe('shapeKey', () => {
  it('is the same whatever else changes of a task', () => {
    const running = digits.map(task => ({ ...task, status: 'running' }));
    expect(shapeKey(running)).toBe(shapeKey(digits));
  });

  it('changes with a task or an edge', () => {
    expect(shapeKey(digits.slice(1))).not.toBe(shapeKey(digits));
    expect(
      shapeKey([...digits.slice(0, 3), { name: 'compare', dependsOn: [] }]),
    ).not.toBe(shapeKey(digits));
  });
});

describe('neighbour', () => {
  const placed = layout(digits, 'right');
  const from = (name: string, direction: 'left' | 'right' | 'up' | 'down') =>
    neighbour(digits, placed, name, direction);

  it('follows the edges to the left and to the right', () => {
    expect(from('train-svc', 'left')).toBe('load');
    expect(from('train-svc', 'right')).toBe('compare');
    expect(['train-svc', 'train-tree']).toContain(from('load', 'right'));
  });

  it('goes through a column up and down', () => {
    const [upper, lower] = ['train-svc', 'train-tree'].sort(
      (a, b) => place(placed.positions, a).y - place(placed.positions, b).y,
    );
    expect(from(upper, 'down')).toBe(lower);
    expect(from(lower, 'up')).toBe(upper);
  });

  it('follows the edges up and down where the graph flows down', () => {
    const turned = layout(digits, 'down');
    expect(neighbour(digits, turned, 'train-svc', 'up')).toBe('load');
    expect(neighbour(digits, turned, 'train-svc', 'down')).toBe('compare');
    const [first, second] = ['train-svc', 'train-tree'].sort(
      (a, b) => place(turned.positions, a).x - place(turned.positions, b).x,
    );
    expect(neighbour(digits, turned, first, 'right')).toBe(second);
    expect(neighbour(digits, turned, second, 'left')).toBe(first);
  });

  it('leads nowhere at the border', () => {
    expect(from('load', 'left')).toBeNull();
    expect(from('compare', 'right')).toBeNull();
    expect(from('load', 'up')).toBeNull();
    expect(from('unknown', 'up')).toBeNull();
  });
});

describe('fittingFlow', () => {
  const extents = {
    right: { width: 900, height: 240 },
    down: { width: 500, height: 500 },
  };

  it('turns the graph to where it is drawn larger', () => {
    const narrow = { width: 500, height: 600 };
    expect(fittingFlow(extents, narrow, 'right')).toBe('down');
    const flat = { width: 900, height: 250 };
    expect(fittingFlow(extents, flat, 'down')).toBe('right');
  });

  it('leaves a graph that fits as it is', () => {
    const roomy = { width: 1200, height: 800 };
    expect(fittingFlow(extents, roomy, 'right')).toBe('right');
    expect(fittingFlow(extents, roomy, 'down')).toBe('down');
  });

  it('does not turn for a little, so that dragging the divider does not flip it', () => {
    const frame = { width: 810, height: 500 };
    expect(fittingFlow(extents, frame, 'right')).toBe('right');
    expect(fittingFlow(extents, frame, 'down')).toBe('down');
  });

  it('waits until the frame was measured', () => {
    expect(fittingFlow(extents, { width: 0, height: 0 }, 'right')).toBe(
      'right',
    );
  });
});
