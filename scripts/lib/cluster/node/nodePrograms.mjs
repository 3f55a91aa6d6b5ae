/**
 * The programs of a node that talk to the API server; containerd runs already.
 *
 * @param folder - of the cluster, with its kubeconfigs
 * @param root - of the machine, with `kubelet.json`
 * @returns `[{ name, command }]`
 */
export function nodePrograms({ cluster, node, bin, folder, root }) {
  const labels = Object.entries(node.labels).map(pair => pair.join('='));
  return [
    {
      name: 'kubelet',
      command: [
        `${bin}/kubelet`,
        `--config=${root}/kubelet.json`,
        `--kubeconfig=${folder}/${node.machine}.kubeconfig`,
        `--hostname-override=${node.machine}`,
        `--node-ip=${node.address}`,
        `--node-labels=${labels.join(',')}`,
        // How often it looks at what pods use; has no place in its settings.
        '--housekeeping-interval=5s',
      ],
    },
    {
      name: 'kube-proxy',
      command: [
        `${bin}/kube-proxy`,
        `--kubeconfig=${folder}/proxy.kubeconfig`,
        `--hostname-override=${node.machine}`,
        `--cluster-cidr=${cluster.pods}`,
        '--proxy-mode=iptables',
        // The limit is the whole machine's.
        '--conntrack-max-per-core=0',
        '--oom-score-adj=0',
        '--healthz-bind-address=127.0.0.1:10256',
      ],
    },
  ];
}
