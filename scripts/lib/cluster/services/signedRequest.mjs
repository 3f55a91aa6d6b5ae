import { createHash, createHmac } from 'node:crypto';

const REGION = 'us-east-1';
const ALGORITHM = 'AWS4-HMAC-SHA256';
const SIGNED = 'host;x-amz-content-sha256;x-amz-date';

/**
 * Headers of a request without a body to S3-compatible storage, signed as Amazon's Signature
 * Version 4 says.
 *
 * @param request - `method`, `url`, `accessKey`, `secretKey`, `now`: a `Date`
 */
export function signedHeaders({ method, url, accessKey, secretKey, now }) {
  const { host, pathname, searchParams } = new URL(url);
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const body = sha256('');
  const query = new URLSearchParams(searchParams);
  query.sort();
  const canonical = [
    method,
    pathname,
    `${query}`,
    `host:${host}`,
    `x-amz-content-sha256:${body}`,
    `x-amz-date:${time}`,
    '',
    SIGNED,
    body,
  ].join('\n');
  const key = scope
    .split('/')
    .reduce((secret, part) => hmac(secret, part), `AWS4${secretKey}`);
  const toSign = [ALGORITHM, time, scope, sha256(canonical)].join('\n');
  const signature = hmac(key, toSign).toString('hex');
  return {
    'x-amz-content-sha256': body,
    'x-amz-date': time,
    authorization: `${ALGORITHM} Credential=${accessKey}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key, text) {
  return createHmac('sha256', key).update(text).digest();
}
