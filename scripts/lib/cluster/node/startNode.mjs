import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference } from '../images/images.mjs';
import { podsCgroup } from '../machine/cgroups.mjs';
import { startMachine } from '../machine/startMachine.mjs';
import { startProgram } from '../machine/startProgram.mjs';
import { connectMachine } from '../network/connectMachine.mjs';
import { outputOf } from '../../process/outputOf.mjs';
import { SERVICES } from '../topology.mjs';
import {
  containerdConfig,
  CONTAINERD_SOCKET,
  NODE_PLACES,
  registryHosts,
} from './containerdConfig.mjs';
import { kubeletConfig } from './kubeletConfig.mjs';
import { nodePrograms } from './nodePrograms.mjs';
import { podNetwork } from './podNetwork.mjs';

const CONTAINERD_MS = 30_000;
const PULLS = 3;

/** Starts a machine that runs pods, and gives it the images that each pod of a workflow needs. */
export async function startNode({ paths, cluster, node, pki }) {
  const unit = cluster.name;
  const machine = await startMachine(paths, {
    unit,
    name: node.machine,
    places: NODE_PLACES,
  });
  await connectMachine(paths, node, machine, cluster.clusterIps);
  const { root } = machine;
  writeSettings({ cluster, node, root, pki, unit });
  const start = ({ name, command }) =>
    startProgram(paths, {
      unit,
      name: `${node.machine}-${name}`,
      command: machine.run(command),
    });
  const { until } = await start({
    name: 'containerd',
    command: ['containerd', '--config', join(root, 'containerd.toml')],
  });
  const socket = join(root, CONTAINERD_SOCKET);
  await until(() => existsSync(socket), CONTAINERD_MS);
  const folder = paths.unit(unit);
  const programs = nodePrograms({
    cluster,
    node,
    bin: paths.bin,
    folder,
    root,
  });
  await Promise.all(programs.map(start));
  for (const name of ['pause', cluster.argo]) {
    await tried(() => outputOf(machine.run(pull(reference(name)))));
  }
}

function writeSettings({ cluster, node, root, pki, unit }) {
  const { machine, pods } = node;
  const write = (name, text) => writeFileSync(join(root, name), text);
  const cni = join(root, 'cni');
  mkdirSync(cni);
  const registries = join(root, 'registries');
  for (const host of [SERVICES.openRegistry, SERVICES.privateRegistry]) {
    mkdirSync(join(registries, host), { recursive: true });
    write(join('registries', host, 'hosts.toml'), registryHosts(host));
  }
  write(
    'containerd.toml',
    containerdConfig({ pauseImage: reference('pause'), registries, cni }),
  );
  write(
    'cni/10-pods.conflist',
    JSON.stringify(podNetwork({ cluster: cluster.name, pods })),
  );
  const resolvConf = join(root, 'resolv.conf');
  // There is no name server; without a line the host's would be asked.
  write('resolv.conf', 'nameserver 127.0.0.1\n');
  const cgroupRoot = podsCgroup(unit, machine);
  write(
    'kubelet.json',
    JSON.stringify(kubeletConfig({ machine, pki, cgroupRoot, resolvConf })),
  );
}

/** The first words over a network that was just made may be lost. */
async function tried(work) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === PULLS) throw error;
    }
  }
}

function pull(image) {
  return [
    ...['ctr', '--address', CONTAINERD_SOCKET, '--namespace', 'k8s.io'],
    ...['images', 'pull', '--plain-http', image],
  ];
}
