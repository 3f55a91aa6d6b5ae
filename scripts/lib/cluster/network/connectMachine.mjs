import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf } from '../../process/outputOf.mjs';
import { inMachine } from '../machine/inMachine.mjs';
import { readRecord } from '../machine/programRecords.mjs';
import { SERVICES } from '../topology.mjs';
import {
  address,
  linkMachine,
  plugIn,
  portOf,
  routeToClusterIps,
} from './links.mjs';
import { runIp } from './runIp.mjs';

/**
 * Plugs a machine into the switch.
 *
 * @param place - `{ machine, address }` of the topology
 * @param machine - as `startMachine` gives it
 * @param clusterIps - for a node: the range of addresses of services
 */
export async function connectMachine(paths, place, machine, clusterIps) {
  const { pid: switchPid } = readRecord(
    join(paths.records(SERVICES.machine), `machine-${SERVICES.machine}`),
  );
  const port = portOf(place.machine);
  const inSwitch = command => inMachine(switchPid, command);
  await unplug(port, inSwitch);
  await runIp(linkMachine({ pid: machine.pid, switchPid, port }));
  await runIp(plugIn(port), inSwitch);
  const routes = clusterIps ? routeToClusterIps(place, clusterIps) : [];
  await runIp([...address(place), ...routes], machine.run);
  if (clusterIps) {
    await outputOf(
      machine.run(['sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1']),
    );
  }
}

/** Of a machine that ended, the kernel removes the link a while later. */
async function unplug(port, within) {
  for (;;) {
    const links = JSON.parse(await outputOf(within(['ip', '-json', 'link'])));
    if (!links.some(({ ifname }) => ifname === port)) return;
    // The kernel may be faster, which is as good: one looks again.
    await runIp([`link delete ${port}`], within).catch(() => sleep(20));
  }
}
