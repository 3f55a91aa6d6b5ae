import { drawWires } from './drawWires';
import { findUnits } from './findUnits';
import type { Flow, GraphLayout, GraphShape } from './GraphLayout';
import { layerSlots } from './layerSlots';
import { placeUnits } from './placeUnits';
import { rankUnits } from './rankUnits';
import { reduceCrossings } from './reduceCrossings';
import { unitGrid } from './unitGrid';

/** Beyond this many tasks a node is one line high: name and state. */
export const COMPACT_BEYOND = 40;

const SIZES = {
  full: { width: 164, height: 68 },
  compact: { width: 208, height: 34 },
};

/**
 * Puts each task behind those that it waits for: a layered drawing in the way of Sugiyama, Tagawa and Toda
 * (1981) whose steps each take time about in proportion to the graph, with siblings in blocks and long
 * drawings in rows. The same shape is always drawn the same; no shape makes it fail.
 */
export function layout(shape: GraphShape, flow: Flow): GraphLayout {
  const size = shape.length > COMPACT_BEYOND ? SIZES.compact : SIZES.full;
  const { members, upstream } = findUnits(shape);
  const grids = members.map(({ length }) => unitGrid(length, size, flow));
  const { rank, forwards } = rankUnits(upstream);
  const layers = layerSlots(rank, forwards);
  reduceCrossings(layers);
  const placed = placeUnits(layers, grids, flow);

  const corners = members.map((_, unit) => {
    const { along, across } = placed.boxes[unit];
    return flow === 'right' ? { x: along, y: across } : { x: across, y: along };
  });
  const positions = new Map(
    members.flatMap((names, unit) =>
      names.map((name, at) => {
        const spot = grids[unit].spots[at];
        const { x, y } = corners[unit];
        return [name, { x: x + spot.x, y: y + spot.y }] as const;
      }),
    ),
  );
  const { along, across } = placed.extent;
  return {
    flow,
    size,
    extent:
      flow === 'right'
        ? { width: along, height: across }
        : { width: across, height: along },
    positions,
    siblings: members.flatMap((tasks, unit) => {
      const { width, height } = grids[unit];
      return tasks.length > 1
        ? [{ tasks, ...corners[unit], width, height }]
        : [];
    }),
    wires: drawWires(layers, placed, backwards(upstream, forwards), flow).map(
      ({ from, to, d }) => ({ from: members[from][0], to: members[to][0], d }),
    ),
    ranks: layers.layers.map(layer =>
      layer.flatMap(slot => members[layers.unitOf[slot]] ?? []),
    ),
  };
}

function backwards(
  upstream: ReadonlyArray<readonly number[]>,
  forwards: ReadonlyArray<readonly number[]>,
): Array<readonly [from: number, to: number]> {
  return upstream.flatMap((from, to) =>
    forwards[to].length === from.length
      ? []
      : from
          .filter(at => !forwards[to].includes(at))
          .map(at => [at, to] as const),
  );
}
