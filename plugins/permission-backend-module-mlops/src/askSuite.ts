import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createMlopsClient,
  type SubjectAccess,
} from '@mlops/plugin-mlops-common';

/** Who asks, and the groups that speak for them. */
export interface Subject {
  userEntityRef: string;
  ownershipEntityRefs: string[];
}

/** A suite that answers later than this does not answer. Many requests at once may well take some seconds. */
const TIMEOUT_MS = 30_000;

/** Asks the suite what a person may do. Nothing is kept, so that a changed grant counts at the next question. */
export async function askSuite(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  subject: Subject,
): Promise<SubjectAccess> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'mlops',
  });
  const client = createMlopsClient({
    baseUrl: await discovery.getBaseUrl('mlops'),
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    },
  });
  return client.getSubjectAccess({
    body: subject,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
