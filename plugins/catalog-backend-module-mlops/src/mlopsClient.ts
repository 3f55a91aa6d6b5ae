import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createMlopsClient,
  type MlopsClient,
} from '@mlops/plugin-mlops-common';

export interface MlopsClientDeps {
  auth: AuthService;
  discovery: DiscoveryService;
  fetch: typeof fetch;
}

/**
 * A client of the suite's API that asks as the catalog, good for the life of one token. The API rather than
 * the database of the suite, so both may run in different processes.
 */
export async function mlopsClient({
  auth,
  discovery,
  fetch,
}: MlopsClientDeps): Promise<MlopsClient> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'mlops',
  });
  return createMlopsClient({
    baseUrl: await discovery.getBaseUrl('mlops'),
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    },
  });
}
