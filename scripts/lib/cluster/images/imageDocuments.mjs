import { createHash } from 'node:crypto';

const OCI = 'application/vnd.oci.image';
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
/** Nothing of the day goes in: the same layers are the same image. */
const CREATED = '1970-01-01T00:00:00Z';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const MANIFEST_TYPE = `${OCI}.manifest.v1+json`;

/**
 * The documents of an image of the OCI specification.
 *
 * @param layers - `[{ diffId, digest, size }]`, the lowest first: digest of the tar, digest and
 * bytes of what it is compressed to
 * @param settings - `entrypoint`, `command`, `env` (`NAME=value`), `user`
 * @returns `{ config, manifest }`, each `{ text, digest, size }`
 */
export function imageDocuments(layers, settings = {}, arch = process.arch) {
  const config = documentOf({
    created: CREATED,
    architecture: ARCHITECTURES[arch],
    os: 'linux',
    config: {
      Env: [`PATH=${PATH}`, ...(settings.env ?? [])],
      Entrypoint: settings.entrypoint,
      Cmd: settings.command,
      User: settings.user,
      WorkingDir: '/',
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(() => ({ created: CREATED })),
  });
  const manifest = documentOf({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: {
      mediaType: `${OCI}.config.v1+json`,
      digest: config.digest,
      size: config.size,
    },
    layers: layers.map(({ digest, size }) => ({
      mediaType: `${OCI}.layer.v1.tar+gzip`,
      digest,
      size,
    })),
  });
  return { config, manifest };
}

function documentOf(value) {
  const text = JSON.stringify(value);
  const digest = createHash('sha256').update(text).digest('hex');
  return { text, digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
}
