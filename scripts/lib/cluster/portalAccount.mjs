import { join } from 'node:path';

const NAMESPACE = 'mlops';
const ACCOUNT = 'mlops-portal';

/**
 * Makes the account by which portals and tests use a cluster: that of `deploy/`, with exactly its rights, and a token
 * for those outside of the cluster.
 *
 * @param deploy - the folder `deploy/`
 */
export async function makePortalAccount(kubectl, deploy) {
  const folder = join(deploy, 'account');
  await kubectl(['apply', '--server-side', '--kustomize', folder]);
  await kubectl.apply([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: ACCOUNT,
        namespace: NAMESPACE,
        annotations: { 'kubernetes.io/service-account.name': ACCOUNT },
      },
      type: 'kubernetes.io/service-account-token',
    },
  ]);
}

/** @returns `{ token, authority }`: what the portal shows, and the authority in base64 */
export async function portalAccess(kubectl) {
  const secret = ['secret', ACCOUNT, `--namespace=${NAMESPACE}`];
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
