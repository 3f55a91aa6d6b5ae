import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  createMlopsClient,
  type RouteName,
  type RouteRequest,
  type RouteResponse,
} from '@mlops/plugin-mlops-common';

/** Calls a route of the suite's own API. */
export type CallApi = <N extends RouteName>(
  name: N,
  request: RouteRequest<N>,
) => Promise<RouteResponse<N>>;

/** What actions need to ask as whoever invoked them. */
export interface CallAsDeps {
  auth: AuthService;
  discovery: DiscoveryService;
}

/**
 * Calls of the API in the name of whoever invoked an action: the same routes, checks and audit events as for
 * a page, so that there is no second way around permissions. A service whose token is restricted is refused
 * here, since Backstage does not let its rights be handed on.
 */
export async function callAs(
  { auth, discovery }: CallAsDeps,
  credentials: BackstageCredentials,
): Promise<CallApi> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: credentials,
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
  return async <N extends RouteName>(name: N, request: RouteRequest<N>) => {
    // The table of routes and that of methods are the same, which an index cannot say.
    const send = client[name] as (
      request: RouteRequest<N>,
    ) => Promise<RouteResponse<N>>;
    return send(request).catch(error => {
      throw isRefusal(error) ? error.cause : error;
    });
  };
}

/** The answer of a route that refused; its cause is the error as the route threw it. */
function isRefusal(error: unknown): error is { cause: Error } {
  return (
    isError(error) && error.name === 'ResponseError' && isError(error.cause)
  );
}
