import { join } from 'node:path';

/**
 * Where things of the testbed lie. All but `source` and `deploy` is git-ignored; `state` is gone after `down`,
 * the rest is a cache that may be removed at any time.
 */
export function testbedPaths({ root, cache }) {
  const home = join(cache, 'testbed');
  const state = join(home, 'state');
  return {
    source: join(root, 'testbed'),
    /** Manifests for clusters of others, of which the testbed takes the account of the portal. */
    deploy: join(root, 'deploy'),
    home,
    bin: join(home, 'bin'),
    argoSources: name => join(home, name),
    layers: join(home, 'layers'),
    buildLogs: join(home, 'build-logs'),
    /** Logs of programs outlive them, for those who ask why. */
    logs: join(home, 'logs'),
    state,
    unit: name => join(state, name),
    records: name => join(state, name, 'programs'),
    machine: (unit, name) => join(state, unit, 'machines', name),
    kubeconfig: name => join(state, name, 'admin.kubeconfig'),
    /** What a portal needs in its configuration to use the clusters. */
    portalConfig: join(state, 'kubernetes.yaml'),
    /** The same and more for programs, such as tests. */
    description: join(state, 'testbed.json'),
    program: name => join(home, 'bin', name),
    /** Of Argo Workflows, whose versions have programs of the same names. */
    argoProgram: (version, name) => join(home, 'bin', version, name),
  };
}

/** Names of networks and cgroups are the machine's, so that one checkout at a time can have them. */
export const CLAIM = '/run/mlops-testbed.lock';
export const OWNERSHIP = '/run/mlops-testbed.json';
