import { outputOf } from '../../process/outputOf.mjs';
import { inMachine } from '../machine/inMachine.mjs';
import { readRecord } from '../machine/programRecords.mjs';
import { join } from 'node:path';
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
  await runIp(linkMachine({ pid: machine.pid, switchPid, port }));
  await runIp(plugIn(port), command => inMachine(switchPid, command));
  const routes = clusterIps ? routeToClusterIps(place, clusterIps) : [];
  await runIp([...address(place), ...routes], machine.run);
  if (clusterIps) {
    await outputOf(
      machine.run(['sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1']),
    );
  }
}
