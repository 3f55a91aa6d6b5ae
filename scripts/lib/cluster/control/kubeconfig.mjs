/**
 * A kubeconfig, in JSON: that is YAML too.
 *
 * @param authority - certificate of the cluster's authority
 * @param certificate - of the user, with its `key`; all in PEM
 */
export function kubeconfig({
  cluster,
  url,
  user,
  authority,
  certificate,
  key,
}) {
  const base64 = text => Buffer.from(text).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: url,
          'certificate-authority-data': base64(authority),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': base64(certificate),
          'client-key-data': base64(key),
        },
      },
    ],
    contexts: [{ name: cluster, context: { cluster, user } }],
    'current-context': cluster,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
