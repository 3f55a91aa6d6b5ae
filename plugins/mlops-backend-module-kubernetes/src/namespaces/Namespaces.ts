import { ConflictError } from '@backstage/errors';
import { inNamespace } from '../cluster/inNamespace';
import {
  ClusterError,
  isNotFound,
  type ClusterClient,
} from '../cluster/ClusterClient';
import { isAsWanted } from '../manifests/isAsWanted';
import {
  ACCOUNTS,
  isKept,
  keptLabels,
  namespaceObjects,
  type KeptObject,
} from '../manifests/namespaceObjects';
import {
  PULL_SECRET_LABEL,
  pullSecretObject,
  type PullSecret,
} from '../manifests/pullSecretObject';

const PATHS: Readonly<Record<string, string>> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/serviceaccounts',
  Secret: '/api/v1/secrets',
  Role: '/apis/rbac.authorization.k8s.io/v1/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/rolebindings',
};

/** Milliseconds for which a namespace that was in order is taken to be. */
const FRESH_MS = 60_000;

/** What is kept in each namespace with work. */
export interface NamespaceContents {
  /** Whose they are; see `installationOf`. */
  installation: string;
  /** Keys of the storage; `null` where there is none. */
  storage: { accessKey: string; secretKey: string } | null;
  pullSecrets: readonly PullSecret[];
  /** Folders of machines may be mounted. */
  mayMountHostPaths: boolean;
}

type KnownObject = KeptObject & { metadata: { uid: string } };

/** Keeps in place what work needs in its namespaces on one cluster. */
export class Namespaces {
  readonly #client: ClusterClient;
  readonly #contents: NamespaceContents;
  readonly #now: () => number;
  readonly #preparedAt = new Map<string, number>();

  constructor(
    client: ClusterClient,
    contents: NamespaceContents,
    now: () => number,
  ) {
    this.#client = client;
    this.#contents = contents;
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
    for (const object of this.#wanted(namespace)) {
      await this.#keep(object, await this.#read(object));
    }
    this.#preparedAt.set(namespace, this.#now());
  }

  /**
   * The same for all namespaces that were prepared ever; and removes pull secrets that are configured no more. What
   * cannot be done in one namespace keeps it from no other.
   *
   * @param onTrouble - told of each object that could not be kept
   */
  async keepAll(onTrouble: (error: unknown) => void): Promise<void> {
    const known = await this.#listKept();
    const used = [...known.values()].filter(
      ({ kind, metadata }) =>
        kind === 'ServiceAccount' && metadata.name === ACCOUNTS.executor,
    );
    for (const { metadata } of used) {
      const objects = this.#wanted(metadata.namespace ?? '').filter(
        ({ kind }) => kind !== 'Namespace',
      );
      for (const object of objects) {
        await this.#keep(
          object,
          known.get(keyOf(object)) ?? (await this.#read(object)),
        ).catch(onTrouble);
      }
    }
    for (const secret of known.values()) {
      if (this.#isGivenUp(secret)) await this.#remove(secret).catch(onTrouble);
    }
  }

  #wanted(namespace: string): KeptObject[] {
    const { installation, mayMountHostPaths, pullSecrets, storage } =
      this.#contents;
    return [
      ...namespaceObjects(namespace, installation, storage, mayMountHostPaths),
      ...pullSecrets.map(secret =>
        pullSecretObject(namespace, installation, secret),
      ),
    ];
  }

  #isGivenUp({ kind, metadata }: KnownObject): boolean {
    return (
      kind === 'Secret' &&
      metadata.labels[PULL_SECRET_LABEL] !== undefined &&
      !this.#contents.pullSecrets.some(({ name }) => name === metadata.name)
    );
  }

  /** All that the suite keeps in place on the cluster, by kind, namespace and name. */
  async #listKept(): Promise<Map<string, KnownObject>> {
    const labelSelector = Object.entries(
      keptLabels(this.#contents.installation),
    )
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    const kept = new Map<string, KnownObject>();
    const kinds = Object.entries(PATHS).filter(
      ([kind]) => kind !== 'Namespace',
    );
    for (const [kind, path] of kinds) {
      const { items } = await this.#client.request<{ items: KnownObject[] }>({
        path,
        query: { labelSelector },
      });
      // Objects in lists do not say their kind.
      for (const object of items) {
        kept.set(keyOf({ ...object, kind }), { ...object, kind });
      }
    }
    return kept;
  }

  async #read(object: KeptObject): Promise<KnownObject | undefined> {
    return this.#client
      .request<KnownObject>({ path: pathOf(object) })
      .catch(error => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
  }

  async #keep(object: KeptObject, known: KnownObject | undefined) {
    const { kind, metadata } = object;
    if (!known) {
      await this.#client
        .request({ method: 'POST', path: folderOf(object), body: object })
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
    if (!isKept(known.metadata.labels, this.#contents.installation)) {
      throw new ConflictError(
        `There is a ${kind} "${metadata.name}" in the namespace "${metadata.namespace}" that this portal has not made; remove it, or give the project group another namespace`,
      );
    }
    // Who a binding is for cannot be changed, and need not be: its name says it.
    if (kind === 'RoleBinding' || isAsWanted(known, object)) return;
    await this.#client.request({
      method: 'PATCH',
      path: pathOf(object),
      body: object,
    });
  }

  async #remove(object: KnownObject): Promise<void> {
    await this.#client
      .request({
        method: 'DELETE',
        path: pathOf(object),
        body: { preconditions: { uid: object.metadata.uid } },
      })
      .catch(error => {
        if (!isNotFound(error)) throw error;
      });
  }
}

function keyOf({ kind, metadata }: KeptObject): string {
  return `${kind} ${metadata.namespace} ${metadata.name}`;
}

function folderOf({ kind, metadata }: KeptObject): string {
  return metadata.namespace
    ? inNamespace(PATHS[kind], metadata.namespace)
    : PATHS[kind];
}

function pathOf(object: KeptObject): string {
  return `${folderOf(object)}/${object.metadata.name}`;
}
