/**
 * Settings of a node's containerd, in TOML (its version 1.6). Paths are those that the node has to
 * itself, see `NODE_PLACES`.
 *
 * @param pauseImage - what holds the namespaces of a pod
 * @param registries - folder with a `hosts.toml` a registry
 */
export function containerdConfig({ pauseImage, registries, cni }) {
  return `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"

[grpc]
  address = "${CONTAINERD_SOCKET}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  # Else the network of a pod would be kept in a folder of the host.
  netns_mounts_under_state_dir = true
  # Root may lack CAP_SYS_RESOURCE, for example in a container or a small machine of a CI.
  restrict_oom_score_adj = true

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${cni}"

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${registries}"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
`;
}

/** As seen in the node. */
export const CONTAINERD_SOCKET = '/run/containerd/containerd.sock';

/** What containerd and kubelet would share with others on this host; a node has them to itself. */
export const NODE_PLACES = [
  '/run/containerd',
  '/var/lib/cni',
  '/var/lib/containerd',
  '/var/lib/kubelet',
  '/var/log/containers',
  '/var/log/pods',
];

/** For a registry without TLS. */
export function registryHosts(host) {
  return `server = "http://${host}"

[host."http://${host}"]
  capabilities = ["pull", "resolve", "push"]
`;
}
