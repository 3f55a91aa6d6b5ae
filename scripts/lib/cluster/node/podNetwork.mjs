/**
 * The network of a node's pods, for its CNI plugins: a bridge with the node's own range. Addresses
 * are not rewritten, because every machine of the testbed has a route to every pod.
 */
export function podNetwork({ cluster, pods }) {
  return {
    cniVersion: '1.0.0',
    name: cluster,
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        ipMasq: false,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          dataDir: '/var/lib/cni/networks',
          ranges: [[{ subnet: pods }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}
