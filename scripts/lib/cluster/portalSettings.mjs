/** For portals of a testbed only: everybody may know it. */
const KEY = 'proves what portals of the testbed made';

/**
 * The configuration by which a portal runs work on the clusters, with the first of them as its own.
 *
 * @param testbed - as it is written down for programs
 */
export function portalSettings({ clusters, storage, images }) {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, token, authority }) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            skipMetricsLookup: true,
            serviceAccountToken: token,
            caData: authority,
          })),
        },
      ],
    },
    mlops: {
      engine: 'kubernetes',
      environment: clusters[0].name,
      kubernetes: { key: KEY },
      artifacts: { ...storage, prefix: 'portal' },
      images: [
        { prefix: 'mlops.invalid/demos:1', location: images.demos },
        // Nothing comes from outside: this one is Debian too.
        {
          prefix: 'docker.io/library/debian:12-slim',
          location: images.python,
        },
      ],
    },
  };
}
