import { writeFileSync } from 'node:fs';
import { pins } from './build/pins.mjs';
import { IMAGES, reference } from './images/images.mjs';
import { kubectlOf } from './kubectl.mjs';
import { portalAccess } from './portalAccount.mjs';
import { portalConfig } from './portalConfig.mjs';
import { SERVICES } from './topology.mjs';

/**
 * Writes down how to reach what runs: for a portal, and for programs such as tests. Both hold
 * secrets and are for the owner's eyes only.
 *
 * @param clusters - of the topology, those that run
 * @param credentials - of registry and storage
 */
export async function describeTestbed({ paths, clusters, credentials }) {
  const described = [];
  for (const { name, argo, url, nodes, simulated } of clusters) {
    const access = await portalAccess(kubectlOf(paths, name));
    described.push({
      name,
      argo: pins.argo[argo].version,
      url,
      ...access,
      kubeconfig: paths.kubeconfig(name),
      nodes: nodes.map(({ machine }) => machine),
      simulatedNodes: simulated.map(node => node.name),
    });
  }
  const options = { mode: 0o600 };
  const description = {
    kubectl: paths.program('kubectl'),
    portalConfig: paths.portalConfig,
    clusters: described,
    registry: {
      open: SERVICES.openRegistry,
      private: SERVICES.privateRegistry,
      ...credentials.registry,
    },
    storage: { endpoint: `http://${SERVICES.storage}`, ...credentials.storage },
    images: Object.fromEntries(
      IMAGES.map(({ name }) => [name, reference(name)]),
    ),
  };
  writeFileSync(paths.portalConfig, portalConfig(description), options);
  writeFileSync(
    paths.description,
    `${JSON.stringify(description, null, 2)}\n`,
    options,
  );
}
