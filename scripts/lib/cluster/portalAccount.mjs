const NAMESPACE = 'kube-system';
const NAME = 'portal';

/**
 * The account by which a portal that is being developed uses a cluster, with every right: the
 * smallest set of rights that works is what `deploy/` is for.
 */
export function portalAccount() {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: NAME, namespace: NAMESPACE },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: NAME,
        namespace: NAMESPACE,
        annotations: { 'kubernetes.io/service-account.name': NAME },
      },
      type: 'kubernetes.io/service-account-token',
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
    },
  ];
}

/** @returns `{ token, authority }`: what the portal shows, and the authority in base64 */
export async function portalAccess(kubectl) {
  const secret = ['secret', NAME, `--namespace=${NAMESPACE}`];
  await kubectl([
    ...['wait', '--for=jsonpath={.data.token}', '--timeout=30s'],
    ...secret,
  ]);
  const { data } = await kubectl.get(secret);
  return {
    token: Buffer.from(data.token, 'base64').toString(),
    authority: data['ca.crt'],
  };
}
