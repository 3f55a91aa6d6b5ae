/**
 * All that the suite asks of the API server of a cluster.
 *
 * It is spoken to over HTTPS, with the standard library of Node. Considered and not taken: the proxy of the Kubernetes
 * plugin, which carries no streams of both directions and acts for people, while the suite acts for itself and decides
 * about people on its own; `@backstage/plugin-kubernetes-node`, which hands out types and no connections; and
 * `@kubernetes/client-node`, whose watches end without telling where to go on and whose logs come through a stream of
 * text. What clusters there are and with which credentials is read where all of them read it, in `kubernetes:`.
 */
export interface ClusterClient {
  /** Of the cluster, as the configuration calls it. */
  readonly name: string;

  /**
   * Asks once.
   *
   * @throws ClusterError when the API server refuses, ServiceUnavailableError when it does not answer
   */
  request<T>(request: ClusterRequest): Promise<T>;

  /** The bytes of an answer as they come, for watches and logs; ends when `signal` aborts. */
  stream(
    request: Pick<ClusterRequest, 'path' | 'query'> & { signal: AbortSignal },
  ): AsyncIterable<Uint8Array>;
}

export interface ClusterRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** For example `/api/v1/namespaces`. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: unknown;
  /** Of a `PATCH`: merges by default. */
  contentType?: string;
  signal?: AbortSignal;
}

/** What the API server said instead of an answer. */
export class ClusterError extends Error {
  /** Of HTTP. */
  readonly status: number;
  /** In a word, such as `AlreadyExists`. */
  readonly reason: string | undefined;

  constructor(status: number, reason: string | undefined, message: string) {
    super(message);
    this.name = 'ClusterError';
    this.status = status;
    this.reason = reason;
  }
}

/** Whether there was nothing of that name. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 404;
}

/** Whether something of that name is there already, or is another one than was meant. */
export function isConflict(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 409;
}
