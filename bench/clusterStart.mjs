/**
 * How long it takes from the request for a run until its workflow exists on the cluster, as a watch beside the portal
 * sees it. Each run ends before the next one is asked for.
 *
 * BENCH_ROUNDS sets how many runs count (default 40).
 */
import { distribution } from './lib/distribution.mjs';
import { endOf } from './lib/endOf.mjs';
import { followWorkflows } from './lib/followWorkflows.mjs';
import { makePipelines, onClusters, quickTask } from './lib/onClusters.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 40);
const GOAL_MS = 300;
const LOOK_EVERY_MS = 200;

await onClusters({}, async ({ api, cluster }) => {
  const workflows = followWorkflows(cluster);
  try {
    const [first, ...pipelines] = await makePipelines(
      api,
      'bench-start',
      rounds + 1,
      [quickTask],
    );
    // Makes the namespace with all that belongs to it.
    await startMs(first);
    const measured = [];
    for (const pipeline of pipelines) measured.push(await startMs(pipeline));
    report(distribution(measured));
  } finally {
    workflows.close();
  }

  async function startMs(pipeline) {
    const began = performance.now();
    const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
    const at = await workflows.until(({ runId }) => runId === id);
    await endOf(api, id, LOOK_EVERY_MS);
    return at - began;
  }
});

function report({ median, p95, max }) {
  const ms = value => `${value.toFixed(0)} ms`;
  const reached = p95 <= GOAL_MS;
  process.stdout.write(
    `  request → workflow exists, ${rounds} runs: median ${ms(
      median,
    )}, p95 ${ms(p95)}, max ${ms(max)}\n  goal p95 ${ms(GOAL_MS)}: ${
      reached ? 'reached' : 'missed'
    }\n`,
  );
  if (!reached) process.exitCode = 1;
}
