import { portalSettings } from './portalSettings.mjs';

/**
 * The configuration with which a portal uses the clusters, as a file: JSON is YAML too.
 *
 * @param testbed - as `portalSettings` takes it
 */
export function portalConfig(testbed) {
  const settings = JSON.stringify(portalSettings(testbed), null, 2);
  return `# Clusters of the testbed; made by "npm run cluster -- up", gone after "down".\n${settings}\n`;
}
