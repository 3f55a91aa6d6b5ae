import { join } from 'node:path';
import { alone } from '../../cluster/clusterCommand.mjs';
import { down } from '../../cluster/down.mjs';
import { requireOwnership } from '../../cluster/machine/ownership.mjs';
import { missingHere } from '../../cluster/missingHere.mjs';
import { testbedPaths } from '../../cluster/testbedPaths.mjs';
import { CLUSTER_NAMES } from '../../cluster/topology.mjs';
import { up } from '../../cluster/up.mjs';
import { buildPages } from '../../workspace/buildPages.mjs';
import { bringDebianPackages, debian } from '../debianPackages.mjs';
import { outcome } from '../outcome.mjs';
import { runNodeTests } from '../runNodeTests.mjs';

/** The testbed's promises on real clusters, which are new before and gone after it. */
export async function checkCluster(context) {
  const { folders } = context;
  const paths = testbedPaths(folders);
  requireOwnership(folders.root);
  const lack =
    (await missingHere({ ...context, paths })) ??
    (await bringDebianPackages([debian.chromium], context));
  if (lack) return outcome({ skipped: 1, notes: [lack] });
  // Some walk through the portal.
  await buildPages(context);
  const options = { ...context, paths, clusters: CLUSTER_NAMES };
  return alone(async () => {
    await down(options);
    try {
      await up(options);
      return await runNodeTests(context, {
        name: 'cluster',
        files: [join('testbed', 'tests', '*.test.mjs')],
        // Tests of the engine for clusters import its sources as they are.
        flags: ['--no-warnings', '--experimental-transform-types'],
      });
    } finally {
      await down(options);
    }
  });
}
