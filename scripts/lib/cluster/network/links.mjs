import { allNodes, HOST_ADDRESS, SERVICES, TESTBED } from '../topology.mjs';

/**
 * Words for `ip -batch`, which connect machines by one switch. None has a default route, so that
 * nothing leaves this host. The switch is in the machine of the shared services: on the host there
 * is one link only, whose name is the testbed's.
 */

/** On the host, for the machine with the switch, held by process `pid`. */
export function linkToSwitch(pid) {
  return [
    `link add ${TESTBED} type veth peer name uplink netns ${pid}`,
    `address add ${HOST_ADDRESS}/16 dev ${TESTBED}`,
    `link set ${TESTBED} up`,
    ...routesToPods(HOST_ADDRESS),
  ];
}

/** In the machine with the switch, first of all. */
export function theSwitch() {
  return [
    'link set lo up',
    'link add switch type bridge',
    `address add ${SERVICES.address}/16 dev switch`,
    'link set switch up',
    'link set uplink master switch up',
    ...routesToPods(SERVICES.address),
  ];
}

/**
 * On the host, for a machine that is to be connected.
 *
 * @param pid - of the machine
 * @param switchPid - of the machine with the switch
 * @param port - name of the switch's end
 */
export function linkMachine({ pid, switchPid, port }) {
  return [
    `link add ${port} netns ${switchPid} type veth peer name eth0 netns ${pid}`,
  ];
}

/** In the machine with the switch, after a machine was linked. */
export function plugIn(port) {
  return [`link set ${port} master switch up`];
}

/** In a machine that was linked. */
export function address(machine) {
  return [
    'link set lo up',
    `address add ${machine.address}/16 dev eth0`,
    'link set eth0 up',
    ...routesToPods(machine.address),
  ];
}

/**
 * In a node: its own programs reach addresses of services, which are rewritten only after a route
 * was found for them.
 */
export function routeToClusterIps({ address: source }, clusterIps) {
  return [`route add ${clusterIps} dev lo src ${source}`];
}

/** Pods see each other as they are: no address is rewritten on the way. */
function routesToPods(own) {
  return allNodes()
    .filter(node => node.address !== own)
    .map(node => `route add ${node.pods} via ${node.address}`);
}

/** Names of links have at most 15 characters; `alpha-node-1` becomes `alpha-n1`. */
export function portOf(machine) {
  return machine.replace('node-', 'n').replace('control', 'cp');
}
