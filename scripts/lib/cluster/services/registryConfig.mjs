/**
 * Settings of a `docker-registry`, in JSON: that is YAML too.
 *
 * @param options - `address` to listen at, `root` folder, `passwords`: a file made by `htpasswd`
 * if it is to ask for one
 */
export function registryConfig({ address, root, passwords }) {
  const settings = {
    version: '0.1',
    log: { level: 'info' },
    storage: {
      filesystem: { rootdirectory: root },
      delete: { enabled: true },
      // It looks for forgotten uploads once a week; nothing here lives that long.
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: address },
    ...(passwords && {
      auth: { htpasswd: { realm: 'testbed', path: passwords } },
    }),
  };
  return JSON.stringify(settings, null, 2);
}
