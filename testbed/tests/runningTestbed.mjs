import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { workflowNamespace } from '../../scripts/lib/cluster/argo/argoObjects.mjs';
import { kubectlOf } from '../../scripts/lib/cluster/kubectl.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';
import { folders } from '../../scripts/lib/folders.mjs';

const PATIENCE_MS = 90_000;
const paths = testbedPaths(folders);

/** What `npm run cluster -- up` wrote down of the clusters that run. */
export const testbed = JSON.parse(readFileSync(paths.description, 'utf8'));

/** `kubectl` of a whole cluster. */
export const kubectlFor = cluster => kubectlOf(paths, cluster);

/**
 * A namespace of a test's own in a cluster, which goes with the test.
 *
 * @returns `kubectl` of the whole cluster, `get(words)` and `create(object)` in the namespace
 */
export function inNamespace(cluster, namespace) {
  const kubectl = kubectlOf(paths, cluster);
  const { registry, storage } = testbed;
  before(() =>
    kubectl.apply(workflowNamespace(namespace, { registry, storage })),
  );
  after(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));
  return {
    kubectl,
    get: words => kubectl.get([`--namespace=${namespace}`, ...words]),
    /** Answers the object as the API server knows it. */
    create: async object => {
      const words = ['create', `--namespace=${namespace}`, '--output=json'];
      const input = JSON.stringify(object);
      return JSON.parse(await kubectl([...words, '--filename=-'], { input }));
    },
  };
}

/** Lets the account of the portal do more for the time of a test, as an administrator does who adds a role. */
export function portalMay(cluster, name, rules) {
  const rbac = 'rbac.authorization.k8s.io';
  const admin = kubectlFor(cluster);
  before(() =>
    admin.apply([
      {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRole',
        metadata: { name },
        rules,
      },
      {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
        subjects: [
          { kind: 'ServiceAccount', name: 'mlops-portal', namespace: 'mlops' },
        ],
      },
    ]),
  );
  after(() => admin(['delete', 'clusterrolebinding,clusterrole', name]));
}

/** Reads until it is as it should be, and shows what it is if that takes too long. */
export async function eventually(read, isIt) {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (isIt(value)) return value;
    if (performance.now() > until) {
      throw new Error(
        `Still: ${JSON.stringify(value.status ?? value, null, 2)}`,
      );
    }
    await sleep(500);
  }
}

/** @param spec - on top of one container `main`, settings of which are in `container` */
export function podOf(name, { container, ...spec }) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 1,
      ...spec,
      containers: [{ name: 'main', ...container }],
    },
  };
}
