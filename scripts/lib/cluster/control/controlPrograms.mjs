/**
 * The programs of a control plane, in the order in which they start.
 *
 * @param bin - folder of the programs
 * @param folder - of the cluster, with its kubeconfigs
 * @param pki - folder of its certificates
 * @returns `[{ name, command, env }]`
 */
export function controlPrograms(cluster, { bin, folder, pki }) {
  const { control, clusterIps } = cluster;
  const program = (name, options, env) => ({
    name,
    command: [`${bin}/${name}`, ...flags(options)],
    env,
  });
  const account = name => {
    const file = `${folder}/${name}.kubeconfig`;
    return {
      kubeconfig: file,
      'authentication-kubeconfig': file,
      'authorization-kubeconfig': file,
      'bind-address': '127.0.0.1',
      // There is one of each: nobody to elect, seconds saved.
      'leader-elect': 'false',
    };
  };
  return [
    program('etcd', {
      'data-dir': `${folder}/etcd`,
      // What a crash of the machine leaves is thrown away anyway.
      'unsafe-no-fsync': 'true',
      'listen-client-urls': 'http://127.0.0.1:2379',
      'advertise-client-urls': 'http://127.0.0.1:2379',
      'listen-peer-urls': 'http://127.0.0.1:2380',
      'log-level': 'warn',
    }),
    program(
      'kube-apiserver',
      {
        'etcd-servers': 'http://127.0.0.1:2379',
        'advertise-address': control.address,
        'bind-address': '0.0.0.0',
        'secure-port': '6443',
        'client-ca-file': `${pki}/ca.crt`,
        'tls-cert-file': `${pki}/apiserver.crt`,
        'tls-private-key-file': `${pki}/apiserver.key`,
        'kubelet-client-certificate': `${pki}/apiserver-to-kubelet.crt`,
        'kubelet-client-key': `${pki}/apiserver-to-kubelet.key`,
        'kubelet-certificate-authority': `${pki}/ca.crt`,
        // Nobody resolves names here.
        'kubelet-preferred-address-types': 'InternalIP',
        'service-account-issuer':
          'https://kubernetes.default.svc.cluster.local',
        'service-account-key-file': `${pki}/service-account.pub`,
        'service-account-signing-key-file': `${pki}/service-account.key`,
        'service-cluster-ip-range': clusterIps,
        'authorization-mode': 'Node,RBAC',
        'enable-admission-plugins': 'NodeRestriction',
        'allow-privileged': 'true',
        'requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`,
        'requestheader-allowed-names': 'front-proxy-client',
        'requestheader-username-headers': 'X-Remote-User',
        'requestheader-group-headers': 'X-Remote-Group',
        'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
        'proxy-client-cert-file': `${pki}/front-proxy.crt`,
        'proxy-client-key-file': `${pki}/front-proxy.key`,
        'enable-aggregator-routing': 'true',
      },
      // Argo's definitions are megabytes; collecting garbage is a third of the work while they come.
      { GOGC: '400', GOMEMLIMIT: '1500MiB' },
    ),
    program('kube-controller-manager', {
      ...account('controller-manager'),
      'use-service-account-credentials': 'true',
      'service-account-private-key-file': `${pki}/service-account.key`,
      'root-ca-file': `${pki}/ca.crt`,
      'cluster-signing-cert-file': `${pki}/ca.crt`,
      'cluster-signing-key-file': `${pki}/ca.key`,
      // Each node's range stands in the topology, so that routes are known before nodes are.
      'allocate-node-cidrs': 'false',
      'service-cluster-ip-range': clusterIps,
    }),
    program('kube-scheduler', account('scheduler')),
    ...(cluster.simulated.length > 0 ? [program('kwok', kwok(folder))] : []),
  ];
}

/** Only nodes that say so are simulated. */
function kwok(folder) {
  return {
    kubeconfig: `${folder}/kwok.kubeconfig`,
    'manage-all-nodes': 'false',
    'manage-nodes-with-annotation-selector': 'kwok.x-k8s.io/node=fake',
    'server-address': '127.0.0.1:10247',
  };
}

function flags(options) {
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}
