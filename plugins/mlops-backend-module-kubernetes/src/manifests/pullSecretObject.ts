import { keptLabels, type KeptObject } from './namespaceObjects';

/** What may read images of a registry. */
export interface PullSecret {
  /** Of the secret in each namespace. */
  name: string;
  /** Host and port of the registry, as names of images begin with it. */
  registry: string;
  username: string;
  password: string;
}

/** On each secret of the configuration, so that one that was taken out of it is found. */
export const PULL_SECRET_LABEL = 'mlops/pull-secret';

/** A secret as machines read it when they pull an image. */
export function pullSecretObject(
  namespace: string,
  installation: string,
  { name, registry, username, password }: PullSecret,
): KeptObject {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const auths = { [registry]: { username, password, auth } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: {
        ...keptLabels(installation),
        [PULL_SECRET_LABEL]: 'configured',
      },
    },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  };
}
