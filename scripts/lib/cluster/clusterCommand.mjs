import { claimFile } from '../process/claimFile.mjs';
import { progressLine } from '../progressLine.mjs';
import { Refusal } from '../Refusal.mjs';
import { CLUSTER_USAGE, clusterArguments } from './clusterArguments.mjs';
import { down } from './down.mjs';
import { neverHere } from './missingHere.mjs';
import { status } from './status.mjs';
import { CLAIM, testbedPaths } from './testbedPaths.mjs';
import { up } from './up.mjs';

/**
 * `npm run cluster`.
 *
 * @returns the exit code
 */
export async function clusterCommand(argv, { folders }) {
  const show = text => process.stdout.write(text);
  const { action, clusters } = clusterArguments(argv);
  const paths = testbedPaths(folders);
  if (action === 'help') {
    show(CLUSTER_USAGE);
    return 0;
  }
  if (action === 'up') {
    const began = performance.now();
    const step = progressLine(process.stderr);
    await alone(() => up({ clusters, folders, paths, step }));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    show(`${clusters.join(' and ')}: up after ${seconds} s\n\n`);
  }
  if (action === 'down') {
    await alone(() => down({ clusters, folders, paths }));
  }
  show(status({ folders, paths }));
  return 0;
}

/** Two commands at once would stop what the other starts. */
export async function alone(work) {
  const never = neverHere();
  if (never) throw new Refusal(never);
  const claim = claimFile(CLAIM);
  if (claim.holder) {
    throw new Refusal(
      `Process ${claim.holder.pid} starts or stops the testbed of this machine: wait for it.`,
    );
  }
  try {
    return await work();
  } finally {
    claim.release();
  }
}
