/**
 * What marks objects that an installation keeps in place, as Kubernetes recommends it: two installations on one
 * cluster must not set each other's objects to their own keys.
 *
 * @param installation - its id; see `installationOf`
 */
export function keptLabels(installation: string): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'mlops',
    'app.kubernetes.io/instance': installation,
  };
}

/** Accounts of runs. @public */
export const ACCOUNTS = {
  /** Argo's executor reports results with it; no token of it reaches a task. */
  executor: 'mlops-executor',
  /** What tasks run as whose template names no account: it may do nothing. */
  task: 'mlops-task',
} as const;

/** The secret with the keys of the storage, in every namespace with runs. @public */
export const STORAGE_SECRET = 'mlops-artifacts';

/** An object that is kept in place. */
export interface KeptObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/**
 * How much a new namespace lets its pods have, by the Pod Security Standards of Kubernetes, also pods that tasks make
 * themselves: with `baseline` nothing that leads out of a pod. Folders of machines and privilege are more than that.
 */
export type PodSecurity = 'baseline' | 'privileged';

/** What is special about a namespace. */
interface NamespaceOptions {
  /** Whose it is; see `installationOf`. */
  installation: string;
  /** Keys of the storage, or `null` where there is none. */
  storage: { accessKey: string; secretKey: string } | null;
  podSecurity: PodSecurity;
  /** Names of those that are kept beside these objects. */
  pullSecrets: readonly string[];
}

/** On the account of the executor: the pull secrets in its namespace, so that one that is given up is found. */
const PULL_SECRETS = 'mlops/pull-secrets';

/** The pull secrets that were kept in a namespace, by the account of its executor. */
export function pullSecretsOf(
  account: Pick<KeptObject, 'metadata'> | undefined,
): string[] {
  const names = account?.metadata.annotations?.[PULL_SECRETS] ?? '';
  return names.split(',').filter(name => name !== '');
}

/**
 * What a namespace needs so that runs work in it: accounts, the one right that Argo's executor has to have, and the
 * keys of the storage. Pure.
 */
export function namespaceObjects(
  namespace: string,
  { installation, storage, podSecurity, pullSecrets }: NamespaceOptions,
): KeptObject[] {
  const labels = keptLabels(installation);
  const metadata = (name: string) => ({ name, namespace, labels });
  const account = (
    name: string,
    annotations: Record<string, string> = {},
  ): KeptObject => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...metadata(name), annotations },
    automountServiceAccountToken: false,
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        // Only of a new one; what an administrator sets later stays.
        labels: {
          ...labels,
          'pod-security.kubernetes.io/enforce': podSecurity,
        },
      },
    },
    account(ACCOUNTS.executor, { [PULL_SECRETS]: pullSecrets.join(',') }),
    account(ACCOUNTS.task),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: metadata(ACCOUNTS.executor),
      rules: [
        {
          apiGroups: ['argoproj.io'],
          resources: ['workflowtaskresults'],
          verbs: ['create', 'patch'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: metadata(ACCOUNTS.executor),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: ACCOUNTS.executor,
      },
      subjects: [
        { kind: 'ServiceAccount', name: ACCOUNTS.executor, namespace },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      // The name by which Argo finds the token of an executor that tasks are not to have.
      metadata: {
        ...metadata(`${ACCOUNTS.executor}.service-account-token`),
        annotations: {
          'kubernetes.io/service-account.name': ACCOUNTS.executor,
        },
      },
      type: 'kubernetes.io/service-account-token',
    },
    ...(storage
      ? [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: metadata(STORAGE_SECRET),
            type: 'Opaque',
            stringData: { ...storage },
          },
        ]
      : []),
  ];
}

/** Whether an object is one that this installation keeps in place. */
export function isKept(
  labels: Record<string, string> | undefined,
  installation: string,
): boolean {
  return Object.entries(keptLabels(installation)).every(
    ([name, value]) => labels?.[name] === value,
  );
}
