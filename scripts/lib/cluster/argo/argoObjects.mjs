import { reference } from '../images/images.mjs';
import { SERVICES } from '../topology.mjs';

export const ARGO_NAMESPACE = 'argo';
/** A secret of this name, with `accessKey` and `secretKey`, has to be in each namespace with runs. */
const STORAGE_SECRET = 'artifact-storage';

/**
 * What the workflow controller looks for when it starts, beside its resource definitions.
 *
 * @param argo - which of the pinned ones
 * @param bucket - where artifacts and archived logs go
 */
export function argoObjects({ argo, bucket }) {
  const key = name => ({ name: STORAGE_SECRET, key: name });
  const settings = {
    artifactRepository: {
      archiveLogs: true,
      s3: {
        endpoint: SERVICES.storage,
        insecure: true,
        bucket,
        accessKeySecret: key('accessKey'),
        secretKeySecret: key('secretKey'),
      },
    },
    executor: {
      image: reference(argo),
      imagePullPolicy: 'IfNotPresent',
      resources: { requests: { cpu: '10m', memory: '32Mi' } },
    },
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ARGO_NAMESPACE },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'workflow-controller-configmap',
        namespace: ARGO_NAMESPACE,
      },
      data: Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [
          name,
          JSON.stringify(value),
        ]),
      ),
    },
  ];
}

/**
 * What a namespace needs so that workflows run in it: the right of their pods to report, the key to
 * the storage, and the secret that lets private images be pulled.
 *
 * @param credentials - of registry and storage
 */
export function workflowNamespace(name, { registry, storage }) {
  const inNamespace = metadata => ({ ...metadata, namespace: name });
  const login = {
    auths: {
      [SERVICES.privateRegistry]: {
        username: registry.username,
        password: registry.password,
      },
    },
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: inNamespace({ name: 'executor' }),
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
      metadata: inNamespace({ name: 'executor' }),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'executor',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: name }],
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: inNamespace({ name: STORAGE_SECRET }),
      stringData: {
        accessKey: storage.accessKey,
        secretKey: storage.secretKey,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: inNamespace({ name: 'pull-secret' }),
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify(login) },
    },
  ];
}
