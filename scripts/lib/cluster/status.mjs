import { firstLineOf } from '../process/firstLineOf.mjs';
import { pins } from './build/pins.mjs';
import { isGone, ownership } from './machine/ownership.mjs';
import { programRecords } from './machine/programRecords.mjs';
import { statusText } from './statusText.mjs';
import { CLUSTER_NAMES, clusterTopology, SERVICES } from './topology.mjs';
import { isUp, UNITS } from './units.mjs';

/** @returns the text of `npm run cluster -- status` */
export function status({ folders, paths }) {
  const owner = ownership()?.checkout;
  return statusText({
    owner,
    ownerIsGone: owner !== undefined && isGone(owner),
    checkout: folders.root,
    versions: versions(),
    units: UNITS.map(name => ({
      name,
      isUp: isUp(paths, name),
      programs: programRecords(paths, name),
    })),
    clusters: CLUSTER_NAMES.map(clusterTopology),
    services: SERVICES,
    files: {
      kubectl: paths.program('kubectl'),
      kubeconfig: paths.kubeconfig,
      portalConfig: paths.portalConfig,
      description: paths.description,
      logs: paths.logs,
    },
  });
}

function versions() {
  const containerd = firstLineOf(['containerd', '--version'])?.split(' ')[2];
  const runc = firstLineOf(['runc', '--version'])?.split(' ')[2];
  return [
    ['Kubernetes', pins.kubernetes],
    ['etcd', pins.etcd],
    ...CLUSTER_NAMES.map(clusterTopology).map(({ name, argo }) => [
      `Argo Workflows (${name})`,
      pins.argo[argo].version,
    ]),
    ['kwok', pins.kwok],
    ['containerd', containerd ?? 'missing'],
    ['runc', runc ?? 'missing'],
    ['versitygw', pins.storage],
  ];
}
