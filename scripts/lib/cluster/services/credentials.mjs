import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUCKET = 'artifacts';

/**
 * What registry and storage ask for: made at the first start and kept as long as they run.
 *
 * @returns `{ registry: { username, password }, storage: { accessKey, secretKey, bucket } }`
 */
export function credentials(folder) {
  const file = join(folder, 'credentials.json');
  if (!existsSync(file)) {
    const fresh = {
      registry: { username: 'testbed', password: secret() },
      storage: { accessKey: 'testbed', secretKey: secret(), bucket: BUCKET },
    };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The value of an Authorization header. */
export function basic({ username, password }) {
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return `Basic ${pair}`;
}

function secret() {
  return randomBytes(24).toString('hex');
}
