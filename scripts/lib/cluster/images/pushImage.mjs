import { createReadStream } from 'node:fs';
import { Refusal } from '../../Refusal.mjs';
import { MANIFEST_TYPE } from './imageDocuments.mjs';

/**
 * Pushes an image to a registry without TLS.
 *
 * @param image - `{ name, tag, layers: [{ digest, file }], config, manifest }`
 * @param registry - `{ host, authorization }`, the second as a header's value if it is needed
 */
export async function pushImage(image, { host, authorization }) {
  const home = `http://${host}/v2/${image.name}`;
  const headers = authorization ? { authorization } : {};
  const call = (url, options) =>
    request(url, { ...options, headers: { ...headers, ...options.headers } });
  for (const { digest, file } of image.layers) {
    await pushBlob(home, digest, () => createReadStream(file), call);
  }
  const { config, manifest } = image;
  await pushBlob(home, config.digest, () => config.text, call);
  await call(`${home}/manifests/${image.tag}`, {
    method: 'PUT',
    headers: { 'content-type': MANIFEST_TYPE },
    body: manifest.text,
  });
}

async function pushBlob(home, digest, body, call) {
  const there = await call(`${home}/blobs/${digest}`, {
    method: 'HEAD',
    mayBeMissing: true,
  });
  if (there.ok) return;
  const upload = await call(`${home}/blobs/uploads/`, { method: 'POST' });
  const target = new URL(upload.headers.get('location'), home);
  target.searchParams.set('digest', digest);
  await call(target, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: body(),
    // What a stream as a body asks for.
    duplex: 'half',
  });
}

async function request(url, { mayBeMissing = false, ...options }) {
  const answer = await fetch(url, options);
  if (answer.ok || (mayBeMissing && answer.status === 404)) return answer;
  throw new Refusal(
    `The registry refused ${options.method} ${url} (${
      answer.status
    }): ${await answer.text()}`,
  );
}
