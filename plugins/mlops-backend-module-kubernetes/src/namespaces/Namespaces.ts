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
  pullSecretsOf,
  type KeptObject,
  type PodSecurity,
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
  podSecurity: PodSecurity;
}

type KnownObject = KeptObject & { metadata: { uid: string } };

interface NamedObject {
  kind: string;
  metadata: { namespace?: string; name: string };
}

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
    await this.#keepIn(namespace, error => {
      throw error;
    });
    this.#preparedAt.set(namespace, this.#now());
  }

  /**
   * The same for all namespaces that were prepared ever. What cannot be done in one namespace keeps it from no other.
   *
   * Secrets are asked for one by one and by name: who may list them may read those of everybody.
   *
   * @param onTrouble - told of each object that could not be kept
   */
  async keepAll(onTrouble: (error: unknown) => void): Promise<void> {
    const labelSelector = Object.entries(
      keptLabels(this.#contents.installation),
    )
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    const { items } = await this.#client.request<{ items: KnownObject[] }>({
      path: PATHS.ServiceAccount,
      query: { labelSelector },
    });
    for (const { metadata } of items) {
      const { name, namespace } = metadata;
      if (name !== ACCOUNTS.executor || namespace === undefined) continue;
      await this.#keepIn(namespace, error => {
        if (!isEnding(error)) onTrouble(error);
      });
    }
  }

  async #keepIn(
    namespace: string,
    onTrouble: (error: unknown) => void,
  ): Promise<void> {
    const { installation, podSecurity, pullSecrets, storage } = this.#contents;
    const names = pullSecrets.map(({ name }) => name);
    const wanted = [
      ...namespaceObjects(namespace, {
        installation,
        storage,
        podSecurity,
        pullSecrets: names,
      }),
      ...pullSecrets.map(secret =>
        pullSecretObject(namespace, installation, secret),
      ),
    ];
    for (const object of wanted) {
      try {
        const known = await this.#read(object);
        // First, since afterwards nobody knows any more what there was.
        for (const name of pullSecretsOf(known)) {
          if (!names.includes(name)) await this.#giveUp(namespace, name);
        }
        await this.#keep(object, known);
      } catch (error) {
        onTrouble(error);
      }
    }
  }

  /** A pull secret that is configured no more; one that somebody else made is not ours to remove. */
  async #giveUp(namespace: string, name: string): Promise<void> {
    const about = { kind: 'Secret', metadata: { namespace, name } };
    const known = await this.#read(about);
    const labels = known?.metadata.labels;
    const isOurs = isKept(labels, this.#contents.installation);
    if (known && isOurs && labels?.[PULL_SECRET_LABEL] !== undefined) {
      await this.#remove(known);
    }
  }

  async #read(object: NamedObject): Promise<KnownObject | undefined> {
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
        path: pathOf({ ...object, kind: 'Secret' }),
        body: { preconditions: { uid: object.metadata.uid } },
      })
      .catch(error => {
        if (!isNotFound(error)) throw error;
      });
  }
}

/** Of a namespace that is being removed: what is missing there need not come back. */
function isEnding(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    error.status === 403 &&
    error.message.includes('being terminated')
  );
}

function folderOf({ kind, metadata }: NamedObject): string {
  return metadata.namespace
    ? inNamespace(PATHS[kind], metadata.namespace)
    : PATHS[kind];
}

function pathOf(object: NamedObject): string {
  return `${folderOf(object)}/${object.metadata.name}`;
}
