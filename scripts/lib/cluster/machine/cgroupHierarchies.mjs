/**
 * The cgroup hierarchies of a machine. Programs are kept track of in the one of version 2 where
 * there is one, because container runtimes on version 1 leave processes alone there.
 *
 * @param mounts - text of `/proc/mounts`
 * @returns `[{ mount, tracks }]`, exactly one of which tracks
 */
export function cgroupHierarchies(mounts) {
  const found = mounts
    .split('\n')
    .map(line => line.split(' '))
    .filter(([, , type]) => type === 'cgroup' || type === 'cgroup2')
    .map(([, mount, type]) => ({ mount, type }));
  const tracking =
    found.find(({ type }) => type === 'cgroup2') ??
    found.find(({ mount }) => mount.endsWith('/pids')) ??
    found[0];
  return found.map(one => ({ mount: one.mount, tracks: one === tracking }));
}
