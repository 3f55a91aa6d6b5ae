import { CONTAINERD_SOCKET } from './containerdConfig.mjs';

/**
 * Settings of a node's kubelet (1.33).
 *
 * @param cgroupRoot - below which its pods are kept
 * @param resolvConf - file with the name servers of pods
 */
export function kubeletConfig({ machine, pki, cgroupRoot, resolvConf }) {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    containerRuntimeEndpoint: `unix://${CONTAINERD_SOCKET}`,
    // runc on cgroups of version 1 takes no other without systemd.
    cgroupDriver: 'cgroupfs',
    cgroupRoot,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: `${pki}/ca.crt` },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: `${pki}/${machine}-server.crt`,
    tlsPrivateKeyFile: `${pki}/${machine}-server.key`,
    resolvConf,
    clusterDomain: 'cluster.local',
    // There is no name server; one that refuses is better than one that is waited for.
    clusterDNS: ['127.0.0.1'],
    failSwapOn: false,
    volumePluginDir: '/var/lib/kubelet/volumeplugins',
    // A disk that others have filled is no reason to evict pods of a test.
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '1%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '1%',
    },
    imageGCHighThresholdPercent: 99,
    imageGCLowThresholdPercent: 98,
    serializeImagePulls: false,
    // Tests wait for what a kubelet tells.
    nodeStatusUpdateFrequency: '5s',
    syncFrequency: '10s',
    // Root may lack the right to be spared by the kernel.
    oomScoreAdj: 0,
  };
}
