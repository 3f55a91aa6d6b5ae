import { ResponseError } from '@backstage/errors';
import { apiContract, type ApiContract, type RouteName } from './contract';
import type { RouteContract } from './RouteContract';
import { requestUrl } from './requestUrl';
import type { RouteRequest, RouteResponse } from './routeTypes';

/** @public */
export interface MlopsClientOptions {
  /** Adds the credentials; in the portal that of `fetchApiRef`. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Where the backend is; `plugin://mlops` where `fetch` knows such addresses. */
  baseUrl: string;
}

/** One method a route of `apiContract`. @public */
export type MlopsClient = {
  readonly [N in RouteName]: (
    ...request: {} extends RouteRequest<N>
      ? [request?: RouteRequest<N>]
      : [request: RouteRequest<N>]
  ) => Promise<RouteResponse<N>>;
};

/** What every route takes, once the types have done their work. */
interface AnyRequest {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Talks to the backend. Answers are taken as the contract promises them; the backend's own tests hold it to
 * that. Every method rejects with a `ResponseError` when the backend refuses; `problemsOf` reads its problems.
 *
 * @public
 */
export function createMlopsClient(options: MlopsClientOptions): MlopsClient {
  const methods = Object.entries<RouteContract>(apiContract).map(
    ([name, contract]) => [
      name,
      (request: AnyRequest = {}) => send(options, contract, request),
    ],
  );
  // The table and the type are made of the same contract, which `Object.fromEntries` cannot know.
  return Object.fromEntries(methods) as {
    [N in keyof ApiContract]: MlopsClient[N];
  };
}

async function send(
  { fetch, baseUrl }: MlopsClientOptions,
  contract: RouteContract,
  request: AnyRequest,
): Promise<unknown> {
  const response = await fetch(requestUrl(baseUrl, contract.path, request), {
    method: contract.method.toUpperCase(),
    headers: {
      ...(contract.bytes ? {} : { Accept: 'application/json' }),
      ...(contract.body ? { 'Content-Type': 'application/json' } : {}),
      ...request.headers,
    },
    ...(contract.body ? { body: JSON.stringify(request.body ?? {}) } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  if (contract.bytes) return response;
  return contract.response ? response.json() : undefined;
}
