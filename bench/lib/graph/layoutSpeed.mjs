import { graphlib, layout as dagre } from '@dagrejs/dagre';
import { source } from '../source.mjs';
import { lineCrossings } from './lineCrossings.mjs';
import { formatSpread, spreadOf, timeCalls } from './milliseconds.mjs';
import { verdict } from './verdict.mjs';

const RANKERS = ['network-simplex', 'tight-tree', 'longest-path'];

/** dagre takes seconds, and spreads little. */
const DAGRE_ROUNDS = 3;

/** Lays graphs out to the right, on both sides with the same sizes of tasks. @returns whether each goal was reached */
export function layoutSpeed(shapes, rounds) {
  const { layout } = source(
    'plugins/mlops/src/components/graph/layout/layout.ts',
  );
  return Object.entries(shapes).map(([title, shape]) => {
    const { size } = layout(shape, 'right');
    const theirs = RANKERS.map(ranker => ({
      ranker,
      ...spreadOf(
        timeCalls(() => dagreLayout(shape, size, ranker), DAGRE_ROUNDS),
      ),
      crossings: crossingsOf(shape, dagreLayout(shape, size, ranker)),
    }));
    const ours = spreadOf(timeCalls(() => layout(shape, 'right'), rounds));
    const fastest = theirs.reduce((a, b) => (a.median <= b.median ? a : b));
    const ratio = ours.median / fastest.median;
    const drawn = layout(shape, 'right');
    process.stdout.write(
      [
        `  layout, ${title}`,
        `    ours  ${formatSpread(ours)}, ${crossingsText(
          crossingsOf(shape, drawn.positions),
        )}, ${drawn.extent.width} × ${drawn.extent.height} px`,
        ...theirs.map(
          ({ ranker, crossings, ...spread }) =>
            `    dagre ${formatSpread(spread)}, ${crossingsText(
              crossings,
            )}, ${ranker}`,
        ),
        `    ratio of the medians to dagre with ${
          fastest.ranker
        } ${ratio.toFixed(3)}`,
        '',
      ].join('\n'),
    );
    return verdict('ratio 1', ratio <= 1);
  });
}

/** @returns upper left corners by name of task, as our layout has them */
function dagreLayout(shape, size, ranker) {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 36, ranker });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name } of shape) graph.setNode(name, { ...size });
  for (const { name, dependsOn } of shape) {
    for (const upstream of dependsOn) graph.setEdge(upstream, name);
  }
  dagre(graph);
  return new Map(
    shape.map(({ name }) => {
      const { x, y } = graph.node(name);
      return [name, { x: x - size.width / 2, y: y - size.height / 2 }];
    }),
  );
}

function crossingsOf(shape, positions) {
  return lineCrossings(
    shape.flatMap(({ name, dependsOn }) =>
      dependsOn.map(upstream => {
        const [from, to] = [positions.get(upstream), positions.get(name)];
        return [from.x, from.y, to.x, to.y];
      }),
    ),
  );
}

function crossingsText(crossings) {
  return `${crossings} crossings`;
}
