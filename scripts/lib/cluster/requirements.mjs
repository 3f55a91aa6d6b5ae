import { existsSync } from 'node:fs';
import { whichOnPath } from '../process/whichOnPath.mjs';

const onPath = (name, program = name) => ({
  name,
  isThere: () =>
    whichOnPath(program, `${process.env.PATH}:/usr/sbin:/sbin`).length > 0,
});
const withFile = (name, file) => ({ name, isThere: () => existsSync(file) });

/** What the testbed uses of a Debian system, in the form that `bringDebianPackages` takes. */
export const PACKAGES = [
  onPath('containerd'),
  onPath('runc'),
  withFile('containernetworking-plugins', '/usr/lib/cni/bridge'),
  onPath('iptables'),
  onPath('conntrack'),
  onPath('iproute2', 'ip'),
  onPath('util-linux', 'nsenter'),
  onPath('openssl'),
  onPath('docker-registry'),
  onPath('apache2-utils', 'htpasswd'),
  withFile('busybox-static', '/bin/busybox'),
  onPath('mmdebstrap'),
];

const WAY_OUT =
  'Use a cluster that you have: name it in "kubernetes:" of your configuration.';

/**
 * Why there can be no testbed on this machine at all.
 *
 * @returns one line for the reader, or `undefined`
 */
export function whyNotHere({ platform, uid, isDebian }) {
  if (platform !== 'linux') {
    return `The testbed needs Linux and this is ${platform}. ${WAY_OUT}`;
  }
  if (!isDebian) {
    return `The testbed takes containerd, runc and image registry from Debian's packages, and this system has no apt-get. ${WAY_OUT}`;
  }
  if (uid !== 0) {
    return `The testbed makes network namespaces, mounts and cgroups: run it as root. ${WAY_OUT}`;
  }
  return undefined;
}
