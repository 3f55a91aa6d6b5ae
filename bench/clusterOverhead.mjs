/**
 * What the portal costs on top of Argo: a run of three steps in a row from the request until the API tells `succeeded`,
 * against the very workflow that it made, submitted directly, until a watch tells that it has.
 *
 * BENCH_ROUNDS sets how many pairs count (default 10).
 */
import { endOf } from './lib/endOf.mjs';
import { followWorkflows } from './lib/followWorkflows.mjs';
import { inPairs } from './lib/inPairs.mjs';
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
    const reached = await inPairs(
      'three steps',
      [
        { name: 'by the portal', time: i => timed(() => ours(pipelines[i])) },
        { name: 'directly', time: () => direct(manifest) },
      ],
      { rounds, goal: GOAL },
    );
    if (!reached) process.exitCode = 1;
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
