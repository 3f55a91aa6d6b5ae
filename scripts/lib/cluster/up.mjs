import { mkdirSync } from 'node:fs';
import { Refusal } from '../Refusal.mjs';
import { prepareUv } from '../toolchain/prepareUv.mjs';
import { buildPrograms } from './build/buildPrograms.mjs';
import { describeTestbed } from './describeTestbed.mjs';
import { buildLayers } from './images/buildLayers.mjs';
import { requireOwnership, takeOwnership } from './machine/ownership.mjs';
import { missingHere } from './missingHere.mjs';
import { credentials } from './services/credentials.mjs';
import { startServices } from './services/startServices.mjs';
import { startCluster } from './startCluster.mjs';
import { CLUSTER_NAMES, clusterTopology, SERVICES } from './topology.mjs';
import { isUp, markUp, stopUnit, UNITS } from './units.mjs';

/**
 * Brings clusters up that are not. What an interrupted start left is stopped first.
 *
 * @param clusters - names
 * @throws Refusal when something is missing here, or something does not start; what started by then
 * goes on, so that one can look at it
 */
export async function up({ clusters, folders, paths, step, signal }) {
  requireOwnership(folders.root);
  const missing = await missingHere({ folders, paths, step, signal });
  if (missing) throw new Refusal(missing);
  const { uv } = await prepareUv({ folders, step });
  await buildPrograms({ folders, paths, step, signal });
  const layers = await buildLayers({ folders, paths, uv, step, signal });

  takeOwnership(folders.root);
  mkdirSync(paths.state, { recursive: true, mode: 0o700 });
  const shared = SERVICES.machine;
  if (!isUp(paths, shared)) {
    // Clusters are connected by it: without it, none of them is any good.
    for (const unit of UNITS) await stopUnit(paths, unit);
    await step('Starting registries and storage', async () => {
      await startServices({ paths, layers });
      markUp(paths, shared);
    });
  }
  const secrets = credentials(paths.unit(shared));
  const missingClusters = clusters.filter(name => !isUp(paths, name));
  if (missingClusters.length > 0) {
    await step(`Starting ${missingClusters.join(' and ')}`, () =>
      allOf(
        missingClusters.map(async name => {
          await stopUnit(paths, name);
          const cluster = clusterTopology(name);
          await startCluster(cluster, { paths, storage: secrets.storage });
          markUp(paths, name);
        }),
      ),
    );
  }
  await describeTestbed({
    paths,
    clusters: CLUSTER_NAMES.filter(name => isUp(paths, name)).map(
      clusterTopology,
    ),
    credentials: secrets,
  });
}

/** All are waited for, so that none is at work when the first failure is told. */
async function allOf(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}
