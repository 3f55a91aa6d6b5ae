import { existsSync, readFileSync } from 'node:fs';
import { kubectlOf } from '../../scripts/lib/cluster/kubectl.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';
import { folders } from '../../scripts/lib/folders.mjs';
import { withClusterPortal } from '../../scripts/lib/testing/withClusterPortal.mjs';
import { makePipeline } from './benchPortal.mjs';

/** A step that asks for little, so that what is measured is everything around it. */
export const quickTask = {
  name: 'quick',
  template: 'shell',
  version: '1.0.0',
  parameters: { script: 'true' },
  resources: { cpu: '0.02~1', memory: '16M~128M' },
};

/**
 * Lets `work` use a portal on the clusters of the testbed, with `kubectl` and name of the one on which it works. Where none
 * runs there is nothing to measure, which is said and is no failure.
 *
 * @param settings - on top of those for the clusters
 */
export async function onClusters(settings, work) {
  const paths = testbedPaths(folders);
  if (!existsSync(paths.description)) {
    process.stdout.write(
      '  not measured: no cluster runs here, which is begun by: npm run cluster -- up\n',
    );
    return;
  }
  const testbed = JSON.parse(readFileSync(paths.description, 'utf8'));
  // Small and on every machine already.
  const image = testbed.images.busybox;
  const images = { ...testbed.images, python: image };
  const [{ name: cluster }] = testbed.clusters;
  const kubectl = kubectlOf(paths, cluster);
  await withClusterPortal({ ...testbed, images }, settings, portal =>
    work({ ...portal, kubectl, cluster }),
  );
}

/** As many pipelines of the same tasks: a manual run replaces the one before it of its pipeline. */
export async function makePipelines(api, name, count, tasks) {
  const made = [];
  for (let i = 0; i < count; i += 1) {
    made.push(await makePipeline(api, `${name}-${i}`, tasks));
  }
  return made;
}
