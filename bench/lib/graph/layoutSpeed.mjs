import { graphlib, layout as dagre } from '@dagrejs/dagre';
import { source } from '../source.mjs';
import { lineCrossings } from './lineCrossings.mjs';
import { formatSpread, spreadOf, timeCalls } from './milliseconds.mjs';
import { verdict } from './verdict.mjs';

/** With how many rounds count: network simplex can take half a minute. */
const RANKERS = { 'longest-path': 3, 'tight-tree': 3, 'network-simplex': 1 };

/** Lays graphs out to the right, on both sides with the same sizes of tasks. @returns whether each goal was reached */
export function layoutSpeed(shapes, rounds) {
  const { layout } = source(
    'plugins/mlops/src/components/graph/layout/layout.ts',
  );
  return Object.entries(shapes).map(([title, shape]) => {
    const { size } = layout(shape, 'right');
    const theirs = Object.entries(RANKERS).map(([ranker, count]) => {
      let positions;
      const times = timeCalls(() => {
        positions = dagreLayout(shape, size, ranker);
      }, count);
      const lines = arrowsOf(shape, name => positions.get(name));
      return { ranker, ...spreadOf(times), crossings: lineCrossings(lines) };
    });
    const ours = spreadOf(timeCalls(() => layout(shape, 'right'), rounds));
    const fastest = theirs.reduce((a, b) => (a.median <= b.median ? a : b));
    const ratio = ours.median / fastest.median;
    const drawn = layout(shape, 'right');
    const crossings = lineCrossings(linesOf(drawn));
    process.stdout.write(
      [
        `  layout, ${title}`,
        `    ours  ${formatSpread(ours)}, ${crossings} crossings`,
        ...theirs.map(
          ({ ranker, ...run }) =>
            `    dagre ${formatSpread(run)}, ${
              run.crossings
            } crossings, ${ranker}`,
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

/** Of what we draw: one arrow is for all siblings of a block. */
function linesOf({ wires, siblings, positions }) {
  const blocks = new Map(siblings.map(block => [block.tasks[0], block]));
  const placeOf = name => blocks.get(name) ?? positions.get(name);
  return wires.map(({ from, to }) => line(placeOf(from), placeOf(to)));
}

function arrowsOf(shape, placeOf) {
  return shape.flatMap(({ name, dependsOn }) =>
    dependsOn.map(upstream => line(placeOf(upstream), placeOf(name))),
  );
}

function line(from, to) {
  return [from.x, from.y, to.x, to.y];
}
