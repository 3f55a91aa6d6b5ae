import { Refusal } from '../../Refusal.mjs';
import { signedHeaders } from './signedRequest.mjs';

/** Makes a bucket of S3-compatible storage, unless it is there. */
export async function createBucket({ host, bucket, accessKey, secretKey }) {
  const url = `http://${host}/${bucket}`;
  const method = 'PUT';
  const headers = signedHeaders({
    method,
    url,
    accessKey,
    secretKey,
    now: new Date(),
  });
  const answer = await fetch(url, { method, headers });
  const said = await answer.text();
  if (answer.ok || said.includes('BucketAlreadyOwnedByYou')) return;
  throw new Refusal(
    `The storage did not make the bucket ${bucket} (${answer.status}): ${said}`,
  );
}
