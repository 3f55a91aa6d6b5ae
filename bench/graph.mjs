/**
 * Pipelines of 1,000 tasks in three shapes: how long they take to compile, how long the first usable
 * layout takes against dagre with each of its rankers in the same process, and how the pages hold
 * up in Chromium: from the layout to the picture, while one pans, and while every task changes its state.
 *
 * BENCH_ROUNDS sets how many rounds count (default 9).
 */
import { compileSpeed } from './lib/graph/compileSpeed.mjs';
import { layoutSpeed } from './lib/graph/layoutSpeed.mjs';
import { pageSpeed } from './lib/graph/pageSpeed.mjs';
import { graphShapes } from './lib/graph/graphShapes.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);

const reached = [
  ...compileSpeed(graphShapes, rounds),
  ...layoutSpeed(graphShapes, rounds),
  ...(await pageSpeed(graphShapes)),
];
if (reached.includes(false)) process.exitCode = 1;
