import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deployFolder } from './deployFolder.mjs';
import { kubectlFor } from './runningTestbed.mjs';
import { clientOf, namespaceObjects, namespacesOf } from './suite.mjs';

const LEAST = 'least';

/** `deploy/account` without all that may be left out, beside the account of the other tests. */
const leastAccount = {
  resources: ['../account'],
  namespace: LEAST,
  namePrefix: `${LEAST}-`,
  patches: [
    {
      target: {
        kind: 'ClusterRoleBinding',
        name: 'mlops-(usage|workloads|terminals|nodes)',
      },
      patch: JSON.stringify({
        $patch: 'delete',
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'any' },
      }),
    },
  ],
};

const core = '/api/v1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** Everything that looks as if the suite could need it, and that it has to do without. */
const REFUSED = [
  ['reads secrets', 'GET', `${core}/secrets`],
  ['reads a secret', 'GET', `${core}/namespaces/kube-system/secrets/portal`],
  ['looks into pods', 'GET', `${core}/namespaces/default/pods/any/exec`],
  ['asks kubelets', 'GET', `${core}/nodes/alpha-node-1/proxy/stats/summary`],
  [
    'reads its own token',
    'GET',
    `${core}/namespaces/mlops/secrets/mlops-portal`,
  ],
  [
    'makes itself a token',
    'POST',
    `${core}/namespaces/kube-system/serviceaccounts/default/token`,
    { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
  ],
  ['lists namespaces', 'GET', `${core}/namespaces`],
  ['removes namespaces', 'DELETE', `${core}/namespaces/default`],
  [
    'changes namespaces',
    'PATCH',
    `${core}/namespaces/default`,
    { metadata: { labels: { changed: 'yes' } } },
  ],
  [
    'gives rights to the cluster',
    'POST',
    `${rbac}/clusterroles`,
    clusterRole([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
  ],
  [
    'gives away what it has not',
    'POST',
    `${rbac}/namespaces/default/roles`,
    role([{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }]),
  ],
  [
    'makes somebody an administrator',
    'POST',
    `${rbac}/namespaces/default/rolebindings`,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'made-by-a-test' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [
        { kind: 'ServiceAccount', name: 'default', namespace: 'default' },
      ],
    },
  ],
  ['removes machines', 'DELETE', `${core}/nodes/not-there`],
  [
    'changes config maps',
    'PATCH',
    `${core}/namespaces/default/configmaps/a`,
    {},
  ],
  ['sees volumes', 'GET', `${core}/persistentvolumes`],
  [
    'sees other definitions',
    'GET',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  ],
];

const folder = deployFolder();

describe('the account of the portal, where it only runs pipelines', () => {
  let client;

  before(async () => {
    const admin = kubectlFor('alpha');
    const place = join(folder, LEAST);
    mkdirSync(place);
    writeFileSync(
      join(place, 'kustomization.yaml'),
      JSON.stringify(leastAccount),
    );
    await admin(['apply', '--server-side', '--kustomize', place]);
    const words = ['create', 'token', `${LEAST}-mlops-portal`];
    const token = await admin([...words, `--namespace=${LEAST}`]);
    client = clientOf('alpha', { token: token.trim() });
  });
  after(() =>
    kubectlFor('alpha')([
      ...['delete', '--wait=false', '--kustomize', join(folder, LEAST)],
    ]),
  );

  for (const [what, method, path, body] of REFUSED) {
    it(`is refused where it ${what}`, async () => {
      // Whatever the answer is, nothing is changed.
      const query = method === 'GET' ? {} : { dryRun: 'All' };
      await assert.rejects(client.request({ method, path, query, body }), {
        name: 'ClusterError',
        status: 403,
      });
    });
  }

  it('may look at and mend all that the suite keeps in a namespace', async () => {
    const kept = namespaceObjects('default', {
      installation: 'any',
      storage: {},
      podSecurity: 'baseline',
      pullSecrets: [],
    });
    for (const { kind, metadata } of kept) {
      for (const verb of verbsOn(kind)) {
        const { status } = await client.request({
          method: 'POST',
          path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          body: reviewOf(kind, metadata, verb),
        });
        assert.ok(status.allowed, `${verb} ${kind} ${metadata.name}`);
      }
    }
  });

  it('keeps in place what runs need, without a word about what it may not', async () => {
    const namespaces = namespacesOf(client);
    const trouble = [];
    await namespaces.prepare(`${LEAST}-public`);
    await namespaces.keepAll(error => trouble.push(error.message));
    assert.deepEqual(trouble, []);
    await kubectlFor('alpha')([
      'delete',
      'namespace',
      `${LEAST}-public`,
      '--wait=false',
    ]);
  });
});

/** Namespaces belong to everybody, and bindings cannot change. */
function verbsOn(kind) {
  return ['Namespace', 'RoleBinding'].includes(kind)
    ? ['get']
    : ['get', 'patch'];
}

function reviewOf(kind, { namespace, name }, verb) {
  const isRole = kind.startsWith('Role');
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        group: isRole ? 'rbac.authorization.k8s.io' : '',
        resource: `${kind.toLowerCase()}s`,
        namespace,
        name,
        verb,
      },
    },
  };
}

function role(rules, kind = 'Role') {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name: 'made-by-a-test' },
    rules,
  };
}

function clusterRole(rules) {
  return role(rules, 'ClusterRole');
}
