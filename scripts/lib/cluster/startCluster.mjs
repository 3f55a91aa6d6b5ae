import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installArgo, workflowController } from './argo/installArgo.mjs';
import { controlPrograms } from './control/controlPrograms.mjs';
import { issueCertificates } from './control/issueCertificates.mjs';
import { writeKubeconfigs } from './control/writeKubeconfigs.mjs';
import { kubectlOf } from './kubectl.mjs';
import { startMachine } from './machine/startMachine.mjs';
import { startProgram } from './machine/startProgram.mjs';
import { connectMachine } from './network/connectMachine.mjs';
import { simulatedNode } from './node/simulatedNode.mjs';
import { startNode } from './node/startNode.mjs';
import { makePortalAccount } from './portalAccount.mjs';

const API_MS = 90_000;

/**
 * Starts one cluster, from nothing to one that runs workflows.
 *
 * @param cluster - as `clusterTopology` describes it
 * @param storage - where artifacts go
 */
export async function startCluster(cluster, { paths, storage }) {
  const { argo, name: unit } = cluster;
  const folder = paths.unit(unit);
  const pki = join(folder, 'pki');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await issueCertificates(cluster, pki);
  writeKubeconfigs(cluster, { pki, folder });
  const kubectl = kubectlOf(paths, unit);

  const control = await startMachine(paths, {
    unit,
    name: cluster.control.machine,
  });
  await connectMachine(paths, cluster.control, control);
  const start = program =>
    startProgram(paths, {
      unit,
      ...program,
      command: control.run(program.command),
    });
  const places = { bin: paths.bin, folder, pki };
  const [etcd, apiserver, ...others] = controlPrograms(cluster, places);
  await start(etcd);
  const { until } = await start(apiserver);
  const isReady = () =>
    kubectl(['get', '--raw=/readyz', '--request-timeout=2s']).then(
      () => true,
      () => false,
    );
  await until(isReady, API_MS);
  await Promise.all(others.map(start));

  await Promise.all([
    installArgo({ argo, paths, kubectl, storage }).then(() =>
      start(workflowController({ argo, paths, folder })),
    ),
    ...cluster.nodes.map(node => startNode({ paths, cluster, node, pki })),
    cluster.simulated.length > 0 &&
      kubectl.apply(cluster.simulated.map(simulatedNode)),
    makePortalAccount(kubectl, paths.deploy),
  ]);
  const nodes = cluster.nodes.map(({ machine }) => `node/${machine}`);
  await kubectl(['wait', '--for=create', '--timeout=90s', ...nodes]);
  await kubectl(['wait', '--for=condition=Ready', '--timeout=90s', ...nodes]);
  // Pods are refused until their account is there.
  await kubectl([
    ...['wait', '--for=create', '--timeout=60s', 'serviceaccount/default'],
  ]);
}
