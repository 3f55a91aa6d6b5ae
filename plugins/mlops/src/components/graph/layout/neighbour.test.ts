import type { GraphShape } from './GraphLayout';
import { layout } from './layout';
import { neighbour, type Direction } from './neighbour';

const digits: GraphShape = [
  { name: 'load', dependsOn: [] },
  { name: 'train-svc', dependsOn: ['load'] },
  { name: 'train-tree', dependsOn: ['load'] },
  { name: 'compare', dependsOn: ['train-svc', 'train-tree'] },
];

describe('neighbour', () => {
  const placed = layout(digits, 'right');
  const from = (name: string, direction: Direction) =>
    neighbour(digits, placed, name, direction);

  it('follows the edges to the left and to the right', () => {
    expect(from('train-svc', 'left')).toBe('load');
    expect(from('train-svc', 'right')).toBe('compare');
    expect(['train-svc', 'train-tree']).toContain(from('load', 'right'));
  });

  it('goes through a column up and down', () => {
    const [upper, lower] = ['train-svc', 'train-tree'].sort(
      (a, b) => placed.positions.get(a)!.y - placed.positions.get(b)!.y,
    );
    expect(from(upper, 'down')).toBe(lower);
    expect(from(lower, 'up')).toBe(upper);
  });

  it('follows the edges up and down where the graph flows down', () => {
    const turned = layout(digits, 'down');
    expect(neighbour(digits, turned, 'train-svc', 'up')).toBe('load');
    expect(neighbour(digits, turned, 'train-svc', 'down')).toBe('compare');
    const [first, second] = ['train-svc', 'train-tree'].sort(
      (a, b) => turned.positions.get(a)!.x - turned.positions.get(b)!.x,
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
