import { ConflictError } from '@backstage/errors';
import {
  ClusterError,
  isNotFound,
  type ClusterClient,
} from '../cluster/ClusterClient';
import {
  isKept,
  namespaceObjects,
  type KeptObject,
} from '../manifests/namespaceObjects';
import { inNamespace } from './ClusterRuns';

const PATHS: Readonly<Record<string, string>> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/serviceaccounts',
  Secret: '/api/v1/secrets',
  Role: '/apis/rbac.authorization.k8s.io/v1/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/rolebindings',
};

/** Milliseconds for which a namespace that was in order is taken to be. */
const FRESH_MS = 60_000;

/** Keeps in place what runs need in their namespaces on one cluster. */
export class Namespaces {
  readonly #client: ClusterClient;
  readonly #storage: { accessKey: string; secretKey: string } | null;
  readonly #now: () => number;
  readonly #preparedAt = new Map<string, number>();

  constructor(
    client: ClusterClient,
    storage: { accessKey: string; secretKey: string } | null,
    now: () => number,
  ) {
    this.#client = client;
    this.#storage = storage;
    this.#now = now;
  }

  /**
   * Makes what is missing and mends what was changed.
   *
   * @throws ConflictError where there is something of that name that the suite has not made
   */
  async prepare(namespace: string): Promise<void> {
    const at = this.#preparedAt.get(namespace) ?? -Infinity;
    if (this.#now() - at < FRESH_MS) return;
    for (const object of namespaceObjects(namespace, this.#storage)) {
      await this.#keep(object);
    }
    this.#preparedAt.set(namespace, this.#now());
  }

  async #keep(object: KeptObject): Promise<void> {
    const { kind, metadata } = object;
    const path = metadata.namespace
      ? inNamespace(PATHS[kind], metadata.namespace)
      : PATHS[kind];
    const one = `${path}/${metadata.name}`;
    const known = await this.#client
      .request<KeptObject>({ path: one })
      .catch(error => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
    if (!known) {
      await this.#client
        .request({ method: 'POST', path, body: object })
        .catch(error => {
          // Somebody was quicker; the next look finds out who.
          if (!(error instanceof ClusterError && error.status === 409)) {
            throw error;
          }
        });
      return;
    }
    // A namespace may be anybody's, since administrators make them with limits and rules of their own.
    if (kind === 'Namespace') return;
    if (!isKept(known.metadata.labels)) {
      throw new ConflictError(
        `There is a ${kind} "${metadata.name}" in the namespace "${metadata.namespace}" that the suite has not made; remove it, or give the project group another namespace`,
      );
    }
    // Who a binding is for cannot be changed, and need not be: its name says it.
    if (kind !== 'RoleBinding') {
      await this.#client.request({ method: 'PATCH', path: one, body: object });
    }
  }
}
