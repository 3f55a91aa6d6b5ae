/**
 * Where everything of the testbed lives. All of it is within 198.18.0.0/15, which is reserved for
 * tests of networks (RFC 2544), so that nobody's own network is hidden by it.
 *
 * - 198.18.0.0/16, one switch: this host `.0.1`, the shared services `.0.2`, and a cluster's
 *   machines in `198.18.<number>.0/24`
 * - 198.19.0.0/16: pods, a /24 a node
 */
const SIMULATED_TAINT = {
  key: 'kwok.x-k8s.io/node',
  value: 'fake',
  effect: 'NoSchedule',
};

const EVERY_WORK = {
  cpu: 'true',
  train: 'true',
  notebook: 'true',
  service: 'true',
  org: 'public',
};

const DEFINITIONS = {
  alpha: {
    number: 1,
    argo: 'argo-3',
    nodes: [EVERY_WORK, { cpu: 'true', train: 'true', org: 'public' }],
    simulated: {
      'gpu-1': {
        labels: { gpu: 'true', train: 'true', org: 'public' },
        capacity: { cpu: '32', memory: '256Gi', 'nvidia.com/gpu': '8' },
      },
      'gpu-2': {
        labels: { gpu: 'true', notebook: 'true', org: 'vision' },
        capacity: { cpu: '16', memory: '64Gi', 'nvidia.com/gpu': '2' },
      },
      'cpu-1': {
        labels: { cpu: 'true', service: 'true', org: 'vision' },
        capacity: { cpu: '64', memory: '512Gi' },
      },
    },
  },
  beta: { number: 2, argo: 'argo-4', nodes: [EVERY_WORK], simulated: {} },
};

export const CLUSTER_NAMES = Object.keys(DEFINITIONS);

/** A link, a cgroup and a file are named after it. */
export const TESTBED = 'mlops-testbed';

export const HOST_ADDRESS = '198.18.0.1';

/** Shared by both clusters: image registries and object storage. */
export const SERVICES = {
  machine: 'services',
  address: '198.18.0.2',
  openRegistry: '198.18.0.2:5000',
  privateRegistry: '198.18.0.2:5001',
  storage: '198.18.0.2:9000',
};

/**
 * One cluster: its machines with their addresses, its networks, its nodes, and which Argo Workflows it has.
 *
 * @param name - one of `CLUSTER_NAMES`
 */
export function clusterTopology(name) {
  const { number, argo, nodes, simulated } = DEFINITIONS[name];
  const control = { machine: `${name}-control`, address: at(number, 10) };
  return {
    name,
    argo,
    control,
    url: `https://${control.address}:6443`,
    pods: `198.19.${number * 16}.0/20`,
    clusterIps: '10.96.0.0/16',
    apiClusterIp: '10.96.0.1',
    nodes: nodes.map((labels, index) => ({
      machine: `${name}-node-${index + 1}`,
      address: at(number, 11 + index),
      pods: `198.19.${number * 16 + 1 + index}.0/24`,
      labels,
    })),
    simulated: Object.entries(simulated).map(([suffix, node]) => ({
      ...node,
      name: `${name}-simulated-${suffix}`,
      taint: SIMULATED_TAINT,
    })),
  };
}

/** Every machine with pods, of all clusters, whether they run or not. */
export function allNodes() {
  return CLUSTER_NAMES.flatMap(name => clusterTopology(name).nodes);
}

function at(number, host) {
  return `198.18.${number}.${host}`;
}
