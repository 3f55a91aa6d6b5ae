import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterTopology } from '../topology.mjs';
import { containerdConfig } from './containerdConfig.mjs';
import { kubeletConfig } from './kubeletConfig.mjs';
import { nodePrograms } from './nodePrograms.mjs';
import { podNetwork } from './podNetwork.mjs';
import { simulatedNode } from './simulatedNode.mjs';

const alpha = clusterTopology('alpha');

describe('a node', () => {
  it('registers under its own name and address, with the labels that decide what runs on it', () => {
    const [kubelet] = nodePrograms({
      cluster: alpha,
      node: alpha.nodes[0],
      bin: '/bin',
      folder: '/alpha',
      root: '/alpha/n1',
    });
    for (const flag of [
      '--hostname-override=alpha-node-1',
      '--node-ip=198.18.1.11',
      '--node-labels=cpu=true,train=true,notebook=true,service=true,org=public',
    ]) {
      assert.ok(kubelet.command.includes(flag), flag);
    }
  });

  it('keeps its pods below a cgroup of its own', () => {
    const config = kubeletConfig({
      machine: 'alpha-node-1',
      pki: '/pki',
      cgroupRoot: '/mlops-testbed/alpha/alpha-node-1',
      resolvConf: '/resolv.conf',
    });
    assert.equal(config.cgroupRoot, '/mlops-testbed/alpha/alpha-node-1');
    assert.equal(config.tlsCertFile, '/pki/alpha-node-1-server.crt');
  });

  it('gives pods addresses of its own range, and does not rewrite them', () => {
    const [bridge] = podNetwork({
      cluster: 'alpha',
      pods: '198.19.17.0/24',
    }).plugins;
    assert.equal(bridge.ipam.ranges[0][0].subnet, '198.19.17.0/24');
    assert.equal(bridge.ipMasq, false);
  });

  it('takes images from registries without TLS only where it was told', () => {
    const text = containerdConfig({
      pauseImage: 'r:5000/pause:1',
      registries: '/registries',
      cni: '/cni',
    });
    assert.match(text, /sandbox_image = "r:5000\/pause:1"/);
    assert.match(text, /config_path = "\/registries"/);
  });
});

describe('a simulated node', () => {
  it('has what is claimed of it, and takes only pods that ask for it', () => {
    const [gpu] = alpha.simulated.map(simulatedNode);
    assert.equal(gpu.status.allocatable['nvidia.com/gpu'], '8');
    assert.equal(gpu.metadata.annotations['kwok.x-k8s.io/node'], 'fake');
    assert.equal(gpu.spec.taints[0].effect, 'NoSchedule');
  });
});
