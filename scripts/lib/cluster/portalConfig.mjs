/**
 * The configuration with which a portal uses the clusters, in YAML.
 *
 * @param clusters - `[{ name, url, token, authority }]`
 */
export function portalConfig(clusters) {
  const entries = clusters.map(
    ({ name, url, token, authority }) => `        - name: ${name}
          url: ${url}
          authProvider: serviceAccount
          skipMetricsLookup: true
          serviceAccountToken: ${token}
          caData: ${authority}
`,
  );
  return `# Clusters of the testbed; made by "npm run cluster -- up", gone after "down".
kubernetes:
  serviceLocatorMethod:
    type: multiTenant
  clusterLocatorMethods:
    - type: config
      clusters:
${entries.join('')}`;
}
