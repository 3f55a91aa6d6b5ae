import { layout } from './layout';
import { TaskTiles } from './TaskTiles';

describe('TaskTiles', () => {
  const drawn = layout(
    Array.from({ length: 500 }, (_, at) => ({ name: `t${at}`, dependsOn: [] })),
    'right',
  );
  const tiles = new TaskTiles(drawn);

  it('finds the task at a place, and none beside it', () => {
    for (const [name, { x, y }] of drawn.positions) {
      expect(tiles.at({ x: x + 1, y: y + 1 })).toBe(name);
      expect(tiles.at({ x: x - 1, y: y + 1 })).toBeNull();
    }
  });

  it('finds a part of the drawing without the rest', () => {
    const corner = tiles.within(TaskTiles.range(0, 0, 100, 100));
    expect(corner).toContain('t0');
    expect(corner.length).toBeLessThan(50);
    expect(
      tiles.within(
        TaskTiles.range(0, 0, drawn.extent.width, drawn.extent.height),
      ),
    ).toHaveLength(500);
  });
});
