/**
 * Who proves what in a cluster: the certificates, each with the authority that signs it.
 *
 * @param cluster - as `clusterTopology` describes it
 * @returns `[{ name, authority, subject, names }]`; `names` are what a server is called by
 */
export function certificatesOf(cluster) {
  const { control, nodes, apiClusterIp } = cluster;
  const admin = 'system:masters';
  return [
    {
      name: 'apiserver',
      subject: '/CN=kube-apiserver',
      names: [
        'DNS:localhost',
        'DNS:kubernetes',
        'DNS:kubernetes.default',
        'DNS:kubernetes.default.svc',
        'DNS:kubernetes.default.svc.cluster.local',
        'IP:127.0.0.1',
        `IP:${control.address}`,
        `IP:${apiClusterIp}`,
      ],
    },
    {
      name: 'front-proxy',
      authority: 'front-proxy-ca',
      subject: '/CN=front-proxy-client',
    },
    { name: 'admin', subject: `/O=${admin}/CN=admin` },
    { name: 'apiserver-to-kubelet', subject: `/O=${admin}/CN=kube-apiserver` },
    { name: 'workflow-controller', subject: `/O=${admin}/CN=argo` },
    { name: 'kwok', subject: `/O=${admin}/CN=kwok` },
    {
      name: 'controller-manager',
      subject: '/CN=system:kube-controller-manager',
    },
    { name: 'scheduler', subject: '/CN=system:kube-scheduler' },
    { name: 'proxy', subject: '/CN=system:kube-proxy' },
    ...nodes.flatMap(({ machine, address }) => [
      { name: machine, subject: `/O=system:nodes/CN=system:node:${machine}` },
      {
        name: `${machine}-server`,
        subject: `/CN=${machine}`,
        names: [`DNS:${machine}`, `IP:${address}`, 'IP:127.0.0.1'],
      },
    ]),
  ].map(certificate => ({ authority: 'ca', names: [], ...certificate }));
}

export const AUTHORITIES = ['ca', 'front-proxy-ca'];
