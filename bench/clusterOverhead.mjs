/**
 * What the portal costs on top of Argo: a run of three steps in a row from the request until the API tells `succeeded`,
 * against the very workflow that it made, submitted directly, until a watch tells that it has. Both sides take turns,
 * and which of them begins does too; the ratio of each pair counts.
 *
 * BENCH_ROUNDS sets how many pairs count (default 10).
 */
import { distribution, formatDistribution } from './lib/distribution.mjs';
import { endOf } from './lib/endOf.mjs';
import { followWorkflows } from './lib/followWorkflows.mjs';
import { makePipelines, onClusters, quickTask } from './lib/onClusters.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 10);
const GOAL = 1.05;
const LOOK_EVERY_MS = 20;
const NAMESPACE = 'mlops-public';

const steps = ['one', 'two', 'three'].map((name, i, names) => ({
  ...quickTask,
  name,
  dependsOn: names.slice(0, i).slice(-1),
}));

await onClusters({}, async ({ api, kubectl, cluster }) => {
  const workflows = followWorkflows(cluster);
  const submitted = [];
  try {
    const [first, ...pipelines] = await makePipelines(
      api,
      'bench-overhead',
      rounds + 1,
      steps,
    );
    const manifest = await manifestOf(await ours(first));
    await direct(manifest);
    const pairs = [];
    for (const [i, pipeline] of pipelines.entries()) {
      const sides = [() => timed(() => ours(pipeline)), () => direct(manifest)];
      const inTurn = i % 2 === 0 ? sides : [...sides].reverse();
      const [a, b] = [await inTurn[0](), await inTurn[1]()];
      pairs.push(i % 2 === 0 ? [a, b] : [b, a]);
    }
    report(pairs);
  } finally {
    workflows.close();
    for (const name of submitted) {
      await kubectl(['delete', 'workflow', name, `--namespace=${NAMESPACE}`]);
    }
  }

  async function ours(pipeline) {
    const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
    await endOf(api, id, LOOK_EVERY_MS);
    return id;
  }

  /** What the portal made of a run, without what makes it one of the portal's. */
  async function manifestOf(run) {
    const { items } = await kubectl.get([
      ...['workflows', `--namespace=${NAMESPACE}`],
      `--selector=mlops/run-id=${run}`,
    ]);
    const [{ apiVersion, kind, spec }] = items;
    return { apiVersion, kind, spec };
  }

  async function direct(workflow) {
    const name = `bench-direct-${submitted.length}`;
    submitted.push(name);
    const metadata = { name, namespace: NAMESPACE };
    const input = JSON.stringify({ ...workflow, metadata });
    const began = performance.now();
    await kubectl(['create', '--filename=-'], { input });
    const isOver = one => one.name === name && one.phase === 'Succeeded';
    return (await workflows.until(isOver)) - began;
  }
});

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function report(pairs) {
  const [portal, bare] = [0, 1].map(side =>
    distribution(pairs.map(pair => pair[side])),
  );
  const { median: ratio } = distribution(pairs.map(([a, b]) => a / b));
  const reached = ratio <= GOAL;
  process.stdout.write(
    [
      `  three steps, ${rounds} pairs`,
      `    by the portal  ${formatDistribution(portal)}`,
      `    directly       ${formatDistribution(bare)}`,
      `    median of the ratios ${ratio.toFixed(3)}, goal ${GOAL}: ${
        reached ? 'reached' : 'missed'
      }`,
      '',
    ].join('\n'),
  );
  if (!reached) process.exitCode = 1;
}
