import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf } from '../process/outputOf.mjs';
import { describeTestbed } from './describeTestbed.mjs';
import { giveUpOwnership, requireOwnership } from './machine/ownership.mjs';
import { credentials } from './services/credentials.mjs';
import {
  CLUSTER_NAMES,
  clusterTopology,
  SERVICES,
  TESTBED,
} from './topology.mjs';
import { isUp, stopUnit, UNITS } from './units.mjs';

const LINK = join('/sys/class/net', TESTBED);
const LINK_MS = 10_000;

/**
 * Takes clusters down, and with the last of them what they share and every trace on this machine.
 * It can be run at any time, also after a crash, and again.
 */
export async function down({ clusters, folders, paths }) {
  requireOwnership(folders.root);
  for (const name of clusters) await stopUnit(paths, name);
  const remaining = CLUSTER_NAMES.filter(name => isUp(paths, name));
  if (remaining.length > 0) {
    await describeTestbed({
      paths,
      clusters: remaining.map(clusterTopology),
      credentials: credentials(paths.unit(SERVICES.machine)),
    });
    return;
  }
  for (const unit of UNITS) await stopUnit(paths, unit);
  await removeLink();
  giveUpOwnership();
  rmSync(paths.state, { recursive: true, force: true });
}

/** The kernel removes the link with the network at its other end, a moment after its last process. */
async function removeLink() {
  const until = performance.now() + LINK_MS;
  while (existsSync(LINK) && performance.now() < until) await sleep(50);
  if (existsSync(LINK)) await outputOf(['ip', 'link', 'delete', TESTBED]);
}
